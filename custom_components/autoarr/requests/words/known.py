"""Titles whose own words look like commands, numbers, years, lists or media words.

Names of films and series, and nothing else about them. The catalogue decides what exists; these lists only keep
the parser from cutting such a name into pieces.
"""

from typing import Final

JOINED: Final = """
all creatures great and small|hannah and her sisters|shadows and fog|melinda and melinda|the ghost and mr chicken|harry and tonto|cries and whispers|bread and chocolate|romy and michele's high school reunion
fun with dick and jane|sex and death 101|jeeves and wooster|rosie and jim|boys and girls|dead and buried|gods and generals|life and nothing more|music and lyrics|oscar and lucinda|steptoe and son|tim and eric awesome show|tim and eric awesome show great job|wine and war|love rosie
winnie the pooh and tigger too|spice and wolf|steins gate|fighting with my family|serial experiments lain|cowboy bebop the movie|sister sister|randall and hopkirk deceased|terry and june|the days and nights of molly dodd|fiddler on the roof|the girl on the train|twenty eight days later|twenty eight weeks later|twenty eight years later|it follows|it comes at night|it chapter two|it happened one night
only fools and horses|years and years|flora and son|kicking and screaming|avatar fire and ash|sorry baby|mother couch|horizon an american saga|horizon an american saga chapter 1|horizon an american saga chapter 2|guillermo del toro's pinocchio|tim burton's corpse bride|bram stoker's dracula|marvel's agents of shield|downton abbey the grand finale|alvin and the chipmunks|and just like that|angels and demons
asterix and obelix|asterix and obelix mission cleopatra|batman and robin|beauty and the beast
beavis and butthead|bedknobs and broomsticks|benny and joon|bill and teds excellent adventure
bill and teds bogus journey|bill and ted face the music|birds of prey|black and white|blood and water
bob and carol and ted and alice|bonnie and clyde|brothers and sisters
butch cassidy and the sundance kid|cagney and lacey|cats and dogs|chip n dale rescue rangers
chip and dale rescue rangers|cloak and dagger|come and see|cowboys and aliens|crime and punishment
crimes and misdemeanors|crouching tiger hidden dragon|dazed and confused|death and the maiden
dharma and greg|drake and josh|dude wheres my car|dumb and dumber|dumb and dumber to|dungeons and dragons
dungeons and dragons honor among thieves|fast and furious|fast and furious 6
fast and furious presents hobbs and shaw|fear and loathing in las vegas|fire and ice
four weddings and a funeral|franklin and bash|freaks and geeks|girl interrupted|gods and monsters
good night and good luck|goodbye mr chips|grace and frankie|guys and dolls|hail caesar|half and half
halt and catch fire|hansel and gretel|hansel and gretel witch hunters
harold and kumar go to white castle|harold and kumar escape from guantanamo bay|harold and maude
harry and the hendersons|hatfields and mccoys|hearts and minds|heaven and earth|hello dolly
henry and june|here and now|hide and seek|hit and run|hobbs and shaw|home and away|honey and clover
husbands and wives|i claudius|i daniel blake|i now pronounce you chuck and larry|i robot|i tonya
in and out|jack and jill|jay and silent bob strike back|jay and silent bob reboot|jules and jim
julie and julia|kate and allie|kath and kim|kenan and kel|key and peele|lady and the tramp
laverne and shirley|law and order|law and order svu|law and order criminal intent
law and order special victims unit|law and order organized crime|lilo and stitch|live and let die
lock stock and two smoking barrels|lois and clark|lois and clark the new adventures of superman
love and anarchy|love and basketball|love and death|love and friendship|love and mercy
love and monsters|love and other drugs|love death and robots|love simon|lucy and desi|mac and me
marley and me|mary and max|mary and the witchs flower|master and commander
master and commander the far side of the world|me and earl and the dying girl|me myself and irene
melissa and joey|men and chicken|midnight in the garden of good and evil
mike and dave need wedding dates|mike and molly|monsters and men|monsters inc|mork and mindy
mr and mrs smith|naked and afraid|nick and norahs infinite playlist|now and then
o brother where art thou|of mice and men|oliver and company|once and again|ozzie and harriet
parks and rec|parks and recreation|penn and teller fool us|percy jackson and the olympians
phineas and ferb|pinky and the brain|planes trains and automobiles|pride and glory
pride and prejudice|pride and prejudice and zombies|queen and slim|ren and stimpy|rick and morty
rizzoli and isles|robin and marian|romeo and juliet|rosencrantz and guildenstern are dead
samson and delilah|sanford and son|sense and sensibility|sex and the city|sex and the city 2
sex lies and videotape|sid and nancy|slings and arrows|smokey and the bandit
snow white and the huntsman|snow white and the seven dwarfs|sons and lovers|starsky and hutch
sugar and spice|tango and cash|thelma and louise|tick tick boom|timon and pumbaa
tinker tailor soldier spy|tom and jerry|tom and huck|town and country|tristan and isolde
tucker and dale vs evil|turner and hooch|two and a half men|upstairs downstairs|victoria and abdul
wallace and gromit|wallace and gromit the curse of the were rabbit|war and peace|whats up doc
will and grace|willy wonka and the chocolate factory|yes minister|yes prime minister
you me and dupree|young and hungry|zack and miri make a porno
the agony and the ecstasy|the bad and the beautiful|the bold and the beautiful|the cat and the canary
the cook the thief his wife and her lover|the diving bell and the butterfly
the falcon and the winter soldier|the fast and the furious|the fast and the furious tokyo drift
the fox and the hound|the ghost and mrs muir|the ghost and the darkness
the good the bad and the ugly|the good the bad the weird|the haves and the have nots|the king and i
the lion the witch and the wardrobe|the chronicles of narnia the lion the witch and the wardrobe
the mandalorian and grogu|the old man and the sea|the pit and the pendulum|the prince and me
the prince and the pauper|the princess and the frog|the quick and the dead|the squid and the whale
the wind and the lion|the young and the restless|charlie and the chocolate factory
james and the giant peach|harry potter and the chamber of secrets
harry potter and the deathly hallows|harry potter and the deathly hallows part 1
harry potter and the deathly hallows part 2|harry potter and the goblet of fire
harry potter and the half blood prince|harry potter and the order of the phoenix
harry potter and the philosophers stone|harry potter and the prisoner of azkaban
harry potter and the sorcerers stone|indiana jones and the dial of destiny
indiana jones and the kingdom of the crystal skull|indiana jones and the last crusade
indiana jones and the temple of doom|monty python and the holy grail|ant man and the wasp
antman and the wasp|antman and the wasp quantumania|kubo and the two strings
shangchi and the legend of the ten rings|shang chi and the legend of the ten rings
one hundred and one dalmatians|three men and a baby|three men and a little lady|nine and a half weeks
me and you and everyone we know|sweet and lowdown|good luck to you leo grande|crazy stupid love|paris texas
synecdoche new york|good bye lenin|goodbye lenin|oh hi|good morning vietnam|good night oppy
three billboards outside ebbing missouri|extremely loud and incredibly close|sorry wrong number|liar liar
corrina corrina|run fatboy run|honey i shrunk the kids|honey i blew up the kid|honey we shrunk ourselves
bless me ultima|farewell my lovely|farewell my concubine|murder my sweet|they shoot horses don't they
boy erased|love actually|love victor|alice darling|alice sweet alice|arsenic and old lace
antony and cleopatra|bread and tulips|bread and roses|fanny and alexander
fantastic beasts and where to find them|frankie and johnny|frankie and alice|george and mildred
house of sand and fog|jack and the giant slayer|jack and sarah|jason and the argonauts|lars and the real girl
minnie and moskowitz|nicholas and alexandra|of gods and men|peter and the wolf
professor marston and the wonder women|raya and the last dragon|rocky and bullwinkle|scott and bailey
stan and ollie|sweet and sour|the adventures of ichabod and mr toad|the barbarian and the geisha
the devil and daniel webster|the girl and the spider|the old man and the gun|the power and the glory
the sword and the sorcerer|the sword and the stone|the boy and the heron|the boy and the beast
the boy the mole the fox and the horse|the owl and the pussycat|the naked and the dead
war and remembrance|sound and fury|body and soul|flesh and bone|flesh and blood
heart and souls|rosemary and thyme|dempsey and makepeace|dalziel and pascoe|hap and leonard|kate and leopold
mapp and lucia|swallows and amazons|trial and error|your friends and neighbors|your friends and neighbours
jonathan strange and mr norrell|jekyll and hyde|dr jekyll and mr hyde|holmes and watson|houdini and doyle
life and beth|salt and fire|cats and dogs the revenge of kitty galore|kevin and perry go large
the suite life of zack and cody|liv and maddie|austin and ally|sam and cat|pain and glory|pain and gain
rust and bone|blood and bone|thor love and thunder|deadpool and wolverine|bones and all|love and thunder
a bit of fry and laurie|french and saunders|to have and have not|search and destroy|before and after
days of wine and roses|shock and awe|smoke and mirrors|ned and stacey|will and harper|lessons in chemistry
dora and the lost city of gold|robin hood men in tights|the rise and fall of reggie perrin
the fall and rise of reginald perrin|the prince and the showgirl|the lady and the duke
the sound and the fury
the moon and sixpence|the nutcracker and the four realms
crash and burn|samson and goliath
david and goliath|david and bathsheba|adam and eve|adam and dog|solomon and sheba
abbott and costello meet frankenstein|cheech and chong's next movie|cheech and chong|laurel and hardy
bill and ted|tom and jerry the movie|itchy and scratchy|ben and holly's little kingdom|bangers and mash
thomas and friends|charlie and lola|max and ruby|sarah and duck
peg and cat|chip and potato
miraculous tales of ladybug and cat noir|tales of ladybug and cat noir|she ra and the princesses of power
dungeons and dragons the movie|he man and the masters of the universe
josie and the pussycats|sabrina and the witches
scooby doo and the cyber chase|scooby doo and guess who|jay and silent bobs super groovy cartoon movie
percy jackson and the lightning thief|percy jackson and the olympians the lightning thief
sherlock holmes and the secret weapon|tarzan and his mate|tarzan and jane
dead or alive|wanted dead or alive
truth or dare|trick or treat|deal or no deal|ready or not|do or die|sink or swim|all or nothing|now or never
give or take|take it or leave it|believe it or not|the lady or the tiger|ripley's believe it or not|by hook or by crook
lost and delirious|lost and found|lost and found in armenia|hit and miss|high and low|night and the city
night and fog|night and day|knight and day|stars and bars|salt and pepper|heaven and hell|north and south
coffee and cigarettes|milk and honey
trains and boats and planes|blood and wine|blood and black lace|blood and sand|blood and chocolate
fear and desire|fire and water|him and her
you and me|you and i|me and orson welles|me and my shadow|me and the colonel
and then there were none|and then we danced|and now for something completely different
and so it goes|and the ship sails on|and soon the darkness|and the band played on|y tu mama tambien
"""

COMMANDLIKE: Final = """
catch me if you can
find me guilty|find me falling|find me in paris|get a life|get a clue|get carter|not okay|series of unfortunate events|while you were sleeping|home for the holidays|home for christmas|happiness for beginners|the nightmare before christmas|the old guard|the old guard 2|the old man|the old oak|the old way|the old maid|old yeller|old dogs|old school|all of us are dead|all of us strangers|all of me|all of you|all of my heart|all the president's men|all the real girls|all the old knives|all the way|all that jazz|all that heaven allows|all about eve|all about my mother|all is lost|all quiet on the western front|all the bright places|all the money in the world|every secret thing|everything must go|everything is illuminated|everything now|everything sucks|everything i know about love|every breath you take|to kill a mockingbird|to all the boys i've loved before|to catch a thief|to be or not to be|to die for|to sir with love|to the bone|to the wonder|a bug's life|the wild robot|wild robot|the room next door|28 days later|28 weeks later|28 years later|28 years later the bone temple|everything everywhere all at once
documentary now|peep show|this way up|our planet|our flag means death|our souls at night|our idiot brother|our kind of people|our girl|our little sister|our beloved summer|our blues|our town|our brand is crisis
my hero academia|my brilliant friend|my left foot|my neighbor totoro|my neighbour totoro|my fair lady|my cousin vinny|my girl|my girl 2|my best friend's wedding|my big fat greek wedding|my so called life|my name is earl|my mister|my dress up darling
my octopus teacher|my old ass|my own private idaho|my life as a zucchini|my life as a dog|my lady jane|my life with the walter boys|my little pony|my little pony friendship is magic|my father's dragon|my policeman|my week with marilyn|my sister's keeper
my spy|my bloody valentine|my man godfrey|my darling clementine|my night at maud's|my winnipeg|my love from the star|my happy marriage|my adventures with superman|my super ex girlfriend|my beautiful laundrette|my summer of love|my kitchen rules
my 600 lb life|my blueberry nights|my name is khan|my sassy girl|my mad fat diary|my wife and kids|my two dads|my favorite martian|my friend dahmer|my cousin rachel|my oxford year|your honor|your highness|your monster|your lie in april|your name
the day after tomorrow|edge of tomorrow|days of future past|three days of the condor|the 25th hour|five easy pieces|seven brides for seven brothers|the lake house|road house|animal house|full house|fuller house|little house on the prairie
house of cards|house of the dragon|house of gucci|house of wax|house of flying daggers|safe house|monster house|the house that jack built|white house down|school of rock|high school musical|back to school|school ties|the phone booth|phone booth
black phone|the black phone|the black phone 2|when a stranger calls|the dog who wouldn't be quiet|reservoir dogs|dog day afternoon|isle of dogs|war dogs|snow dogs|alpha dog|the cat returns|the cat in the hat|cat on a hot tin roof
the truth about cats and dogs|the kids are all right|the kids in the hall|kids in the hall|spy kids|the karate kid|the baby of macon|bringing up baby|million dollar baby|boss baby|the boss baby|rosemary's baby|baby driver|baby mama|look who's talking
the good doctor|doctor strange|doctor sleep|doctor zhivago|strangers on a train|the girl on the train|bullet train|the commuter|the darjeeling limited|murder on the orient express|the taking of pelham one two three|the taking of pelham 123|throw momma from the train
taxi driver|night on earth|death race|gone in 60 seconds|gone in sixty seconds|fast five|the notebook|the diary of a teenage girl|the office us|office space|the apartment|rear window|secret window
sliding doors|the doors|the light between oceans|all the light we cannot see|light of my life|friday night lights|city lights|the weather man|groundhog day|cloudy with a chance of meatballs|the perfect storm
the last picture show|the news of the world|news of the world|broadcast news|the newsroom|the morning show|shattered glass|the breakfast club|my dinner with andre|dinner for schmucks|babette's feast|the menu
guess who's coming to dinner|the man who came to dinner|the wedding banquet|eat drink man woman|like water for chocolate|the lunchbox|mystic pizza|licorice pizza|good burger|good burger 2|american pie|the banana splits|big fish
a fish called wanda|fish tank|cookie's fortune|layer cake|strawberry and chocolate|the milk of sorrow|salt of the earth|last tango|wine country|strange brew|the breadwinner
train to busan|breakfast at tiffany's|coffee and kareem|some like it hot|some kind of wonderful|some freaks|some came running|any given sunday|any which way you can|a dog's life|another round|another year|another earth|another life|another country|another simple favor|more than ever|a series of unfortunate events|knives out|inside out|inside out 2|time out|wake up dead man a knives out mystery|get crazy
get duked|get even|get hard|get him to the greek|get low|get me roger stone|get on up
get out|get real|get santa|get shorty|get smart|get the gringo|look who's talking too
look who's talking now|look back in anger|look both ways|looking for alaska|looking for eric
looking for mr goodbar|watch dogs|watch over me|i want you back|i want to eat your pancreas|i want to live
bring it on|bring me the head of alfredo garcia|searching for sugar man|searching for bobby fischer
me before you|me time|us and them|please like me|please give
please stand by|stop making sense|stop or my mom will shoot|forget paris|drop dead fred
drop dead gorgeous|drop dead diva|apocalypse now|now you see me|now you see me 2|right now wrong then
now voyager|don't look now|thank you for smoking|thank you for your service|thanks for sharing
what happened to monday|what happened miss simone|what ever happened to baby jane
whatever happened to baby jane|why women kill|why did i get married|why did i get married too
where the wild things are|where the crawdads sing|how to train your dragon|how i met your mother
is it cake|are you there god it's me margaret|are you being served|are you afraid of the dark
are we there yet|are we done yet|did you hear about the morgans|show me a hero|show me love
could it be magic|can you ever forgive me|would i lie to you|have i got news for you|let the right one in
let it snow|let me in|let's be cops|play dirty|play misty for me|play it again sam|set it off|set it up
turn up charlie|turning red|lights out|call me by your name|call me kat|call my agent|call the midwife
open range|open water|take me home tonight|take the money and run|tell me lies|tell me who i am
put your head on my shoulder|search party|the tonight show|the tonight show starring jimmy fallon
get gotti|get christie love|get out alive|get rich or die tryin
don't look up|don't look back|don't breathe|don't breathe 2|don't worry darling
don't worry he won't get far on foot|don't bother to knock|don't trust the b in apartment 23|don't tell a soul
don't be a menace to south central while drinking your juice in the hood|don't torture a duckling|don't open the door
don't look in the basement|don't let go|don't say a word|don't move|forget me not
forgetting sarah marshall|remember the titans|remember sunday|cancel christmas
the remains of the day|delete history|kill bill|kill bill volume 1|kill bill volume 2|kill bill vol 1
kill bill vol 2|kill list|kill your darlings|kill boksoon|kill me three times|kill the messenger|killing eve
killing them softly|killing me softly|drop dead sexy|drop the dead donkey|take shelter|take this waltz
take me out|taking lives|take point|taking chance|taking woodstock
where's wally|where is anne frank|where is my friend's home|where is the friend's house|where'd you go bernadette
where to invade next|where the heart is|where eagles dare|where the red fern grows|where the truth lies
where the sidewalk ends|where the day takes you|where hands touch|when harry met sally|when they see us
when marnie was there|when we first met|when the wind blows|when we were kings|when evil lurks|when calls the heart
why didn't they ask evans|why do fools fall in love|why we fight|why is sex fun
what lies beneath|what dreams may come|what women want|what men want|what we do in the shadows|what maisie knew
what happens in vegas|what to expect when you're expecting|what about bob|what about brian|what a girl wants
what's eating gilbert grape|what's your number|what's love got to do with it|what's new pussycat|what's new scooby doo
what's up tiger lily|what's cooking|what's my line|what would you do|what's wrong with secretary kim
who's that girl|who's harry crumb|who's the boss|who's your caddy|who is killing the great chefs of europe
who is america|who wants to be a millionaire|who do you think you are|who killed malcolm x|who framed roger rabbit
how to get away with murder|how to lose a guy in 10 days|how to be single|how to steal a million|how to talk to girls at parties
how to with john wilson|how to sell drugs online fast|how to blow up a pipeline|how to make an american quilt
how to succeed in business without really trying|how to marry a millionaire|how to build a better boy|how to make it in america
how to change your mind|how to have sex|how to train your dragon 2|how to train your dragon the hidden world|how i met your father
how green was my valley|how the grinch stole christmas|how the west was won|how stella got her groove back
how do you know|is anybody there|is it wrong to try to pick up girls in a dungeon
is paris burning|are you being served the movie|are you scared|are you here|do the right thing|do you like hitchcock
do not disturb|do revenge|have a nice day|have a good trip adventures in psychedelics
have rocket will travel|has anybody seen my gal|would you rather
can't buy me love|can't hardly wait|can't stop the music|can you keep a secret
i want candy|i want someone to eat cheese with|i'm still here|i'm your man|i'm not there
i'm a celebrity get me out of here|i'm thinking of ending things|i am legend|i am sam|i am love|i am not okay with this|i am number four
i am mother|i am greta|i am a fugitive from a chain gang|i know what you did last summer|i still know what you did last summer
i'll always know what you did last summer|i saw the tv glow|i saw the devil|i think you should leave|i think you should leave with tim robinson
i feel pretty|i love you man|i love you phillip morris|i love lucy|i love dick|i care a lot|i heard it through the grapevine
i may destroy you|i hate suzie|i give it a year|i lost my body|i dream of jeannie|i spit on your grave|i shot andy warhol
i served the king of england|i used to be famous|i could never be your woman|i married a witch|i never sang for my father
i never promised you a rose garden|i know this much is true|i know where i'm going|i wanna hold your hand
we need to talk about kevin|we need to talk about cosby|we bought a zoo|we were soldiers|we're the millers
we're back a dinosaur's story|we are who we are|we are marshall|we are lady parts|we are still here|we are the best|we own this city
we have always lived in the castle|we live in time|we were liars|we the animals|we the people|we summon the darkness|we crashed
you don't mess with the zohan|you can't take it with you|you can count on me|you were never really here|you've got mail
you got served|you only live twice|you hurt my feelings|you won't be alone|you should have left
please don't destroy the treasure of foggy mountain|please don't eat the daisies|thank you mr moto
thank god it's friday|ok computer|ok ko let's be heroes|hello ladies|hello my name is doris
hello tomorrow|hello mary lou prom night ii|hey arnold|hey arnold the movie|hey dude|hey jude|hey duggee
so i married an axe murderer|so you think you can dance|just go with it
just friends|just like heaven|just married|just mercy|just shoot me|just add magic|just my luck|just cause|maybe baby
perhaps love|now apocalypse|then came you|then came bronson|also sprach zarathustra|next friday
next of kin|next goal wins|starter for 10
start the revolution without me|starting over|turn it up
the search for santa paws|looking glass|look who's back|looking forward
watch on the rhine|watching the detectives|bring them down|bring out the dead|bringing out the dead
bring her back|bringing down the house
track 29|include me out|a few good men
give me liberty|give my regards to broad street|open hearts|open grave
close encounters of the third kind|close my eyes
show me the father|show me the picture the story of jim marshall|set fire to the stars
turn up the sun|turn the river|turn me on dammit|turn left turn right
wake up dead man|wake in fright|wake up call|wake wood|call northside 777|call of the wild|call jane
call me claus|message in a bottle|message from the king|send me no flowers
tell no one|tell it to the bees|tell them who you are|tell them willie boy is here|tell me everything|tell spring not to come this year
sing 2|sing street|sing sing|sing a bit of harmony|say anything|say nothing|say my name|say yes to the dress|say hello to black jack
run lola run|run rabbit run|run all night|run hide fight|run sweetheart run|run silent run deep
heat and dust|cool runnings|cool hand luke|cool world|warm bodies|warm springs|water for elephants
feed the beast|charge of the light brigade|clean slate|clean and sober
ring of fire|roll bounce|flip or flop|repeat performance
"""

NUMBERED: Final = """
2001 a space odyssey|two thousand one a space odyssey|two thousand and one a space odyssey
2010 the year we make contact|1492 conquest of paradise|space 1999|blade runner 2049|wonder woman nineteen eighty four|blade runner twenty forty nine|wonder woman 1984
death race 2000|death race 2050|class of 1984|class of 1999|cherry 2000|dracula 2000|fantasia 2000
godzilla 2000|blues brothers 2000|knight rider 2000|pokemon the movie 2000|airport 1975|airport 1977
fear street 1994|fear street 1978|fear street 1666|fear street part one 1994|fear street part two 1978
fear street part three 1666|american horror story 1984|cyberpunk 2077|amityville 1992|red riding 1974
red riding 1980|red riding 1983|ghost in the shell sac 2045|transylvania 65000|summer 1993
woodstock 1999|escape 2000|robocop 2000
"""

MEDIALIKE: Final = """
a goofy movie|an extremely goofy movie|bee movie|date movie|disaster movie|epic movie|movie 43|scary movie
scary movie 2|scary movie 3|scary movie 4|scary movie 5|superhero movie|silent movie
not another teen movie|the lego movie|the lego movie 2|the lego movie 2 the second part
the lego batman movie|the lego ninjago movie|the simpsons movie|the angry birds movie
the angry birds movie 2|the emoji movie|the bob's burgers movie|the spongebob movie
the spongebob movie sponge out of water|the spongebob movie sponge on the run
the spongebob squarepants movie|the super mario bros movie|the super mario galaxy movie|super mario bros movie
the muppet movie|the tigger movie|the peanuts movie|the rugrats movie|the garfield movie
the wild thornberrys movie|hannah montana the movie|a minecraft movie|the kentucky fried movie
the last movie|the inbetweeners movie|transformers the movie|the transformers the movie
pokemon the first movie|digimon the movie|my little pony the movie|shaun the sheep movie
a shaun the sheep movie farmageddon|phineas and ferb the movie|el camino a breaking bad movie
psych the movie|paw patrol the movie|paw patrol the mighty movie|teen titans go to the movies
captain underpants the first epic movie|the day the earth blew up a looney tunes movie
aqua teen hunger force colon movie film for theaters|movie movie
the truman show|the muppet show|the daily show|the late show|the late late show
the eric andre show|the larry sanders show|the cosby show|the rocky horror picture show
regular show|that 70s show|that 90s show|the carol burnett show
the ed sullivan show|the dick van dyke show|the mary tyler moore show|the andy griffith show
the bernie mac show|the cleveland show|the graham norton show|the powerpuff girls movie
the amanda show|the ren and stimpy show|the garfield show|the tom and jerry show
the drew carey show|the bob newhart show|the patty duke show|the fast show|the catherine tate show
chappelle's show|best in show|show boat|show dogs
lemony snicket's a series of unfortunate events|star trek the original series
star trek the animated series|batman the animated series|x men the animated series
xmen the animated series|star trek the motion picture|film socialisme
film stars don't die in liverpool|series 7 the contenders
season of the witch|the four seasons|four seasons|a man for all seasons|open season|open season 2
open season 3|open season scared silly|killing season|hunting season|duck season|silly season
a dry white season|season 25 oprah|a season in hell
star wars episode i|star wars episode ii|star wars episode iii|star wars episode iv|star wars episode v
star wars episode vi|star wars episode vii|star wars episode viii|star wars episode ix
star wars episode 1|star wars episode 2|star wars episode 3|star wars episode 4|star wars episode 5
star wars episode 6|star wars episode 7|star wars episode 8|star wars episode 9
star wars episode one|star wars episode two|star wars episode three|star wars episode four
star wars episode five|star wars episode six|star wars episode seven|star wars episode eight
star wars episode nine|sd gundam|sd gundam world heroes
american movie|a serbian film|the star wars holiday special|the guardians of the galaxy holiday special|daily show
late late show|late night with seth meyers|morning show|muppet show|truman show|graham norton show|the one show
last week tonight|this film is not yet rated|movie crazy|horror movie a low budget nightmare
teen beach movie|teen beach 2
trailer park boys the movie|jackass the movie|south park bigger longer and uncut
entourage the movie|mr bean's holiday|mean girls the musical|tangled the series|tangled before ever after|rapunzel's tangled adventure
star wars the clone wars|aladdin the series|hercules the animated series
spider man the animated series|superman the animated series|iron man armored adventures|gargoyles the animated series
the saga of tanya the evil|vinland saga|the twilight saga|the twilight saga new moon|the twilight saga eclipse
the twilight saga breaking dawn part 1|the twilight saga breaking dawn part 2|the forsyte saga
star trek discovery|the blue planet|talk show the game show|space ghost coast to coast|the jerry springer show
the oprah winfrey show|the ellen degeneres show|the john larroquette show
late show|the late show|late late show|the late late show|tonight show|the tonight show|chappelle show|horrible histories the movie|home movie the princess bride
a film unfinished
wedding season
"""

TIMELIKE: Final = """
new girl|new amsterdam|new jack city|new moon|new year's eve|new york new york|new tricks|the new mutants
the new pope|the new guy|the new adventures of old christine|the new normal|the new world
the new batman adventures|the new avengers|the new look|the new legends of monkey|the new statesman
a new hope|star wars a new hope|brave new world|the emperor's new groove|the emperor's new school
brand new cherry flavor|wes craven's new nightmare|new police story|orange is the new black
last night in soho|the last of us|the last kingdom|the last samurai|the last airbender|last christmas
last action hero|last man standing|last vegas|last of the summer wine
last week tonight with john oliver|last chance u|the last dance|the last duel|the last ship
the last man on earth|the last jedi|last flag flying|last days|the current war
last year at marienbad|last year in marienbad|x men the last stand|xmen the last stand
new in town|new kids turbo|new kids nitro|new york minute|new york i love you|new nightmare|new rose hotel
new gods|new waterford girl|the new adventures of pippi longstocking|the new kid|the new romantic|the new boy
the new yorker at 100|the new girlfriend|the new year that never came|the new empire|godzilla x kong the new empire
the new scooby doo movies|the new adventures of winnie the pooh|the new adventures of huckleberry finn|the new adventures of batman
the new centurions|the new land|rugrats all grown up
new adventures of old christine|the last black man in san francisco|the last blockbuster|the last castle|the last days of disco
the last detail|the last drive in with joe bob briggs|the last emperor|the last exorcism|the last face|the last five years|the last frontier
the last full measure|the last house on the left|the last hurrah|the last king of scotland|the last legion|the last letter from your lover
the last mimzy|the last narc|the last o g|the last og|the last of the mohicans|the last of sheila|the last of robin hood
the last post|the last remake of beau geste|the last repair shop|the last rifleman|the last seduction|the last showgirl|the last song
the last starfighter|the last stand|the last station|the last stop in yuma county|the last supper|the last temptation of christ|the last thing he told me
the last thing he wanted|the last thing mary saw|the last tree|the last tycoon|the last unicorn|the last voyage of the demeter|the last waltz
the last witch hunter|the last wave|the last year of darkness|the last alaskans|the last boy scout|the last breath|last breath
last chance harvey|last days in vietnam|last embrace|last holiday|last knights
last men in aleppo|last orders|last resort|last shift|last tango in halifax|last tango in paris|last train from gun hill|last train home
avatar the last airbender|teenage mutant ninja turtles the last ronin|rambo last blood|x men last stand
star wars the last jedi|transformers the last knight|the last knight|the final countdown|the final cut|the final destination
final destination|final destination 2|final destination 3|final destination 5|final destination bloodlines|final fantasy|final space|final score
final fantasy the spirits within|final girl|the final girls|final analysis|final portrait|final cut
mission impossible the final reckoning|mission impossible final reckoning|the final reckoning
tonight's the night|this is us|this is england|this is spinal tap|this is 40|this is the end
this is going to hurt|this is where i leave you|this is not a film|this must be the place|this boy's life|this is pop
that's my boy|that awkward moment|that's so raven|that girl|that sugar film|that mitchell and webb look|that was then this is now
tomorrow never dies|the tomorrow war|it's a wonderful life|goodnight mommy|goodnight sweetheart
last night|one night in miami|the other two|saturday night live|saturday night fever|sunday bloody sunday
black friday|his girl friday|the lost weekend|weekend at bernie's|friday the 13th
freaky friday|freakier friday|blue monday|black sunday|easter sunday
"""

WITH_ARTICLE: Final = """
the 100|the 4400|the 39 steps|the 40 year old virgin|the 6th day|the 13th warrior
the a team|the accountant|the affair|the americans|the avengers|the babadook|the batman|the bear
the big bang theory|the birds|the blacklist|the blob|the boys|the bridge|the brutalist|the chosen
the clone wars|the conjuring|the crown|the crow|the dark knight|the departed|the diplomat|the exorcist
the expanse|the expendables|the fabelmans|the fall guy|the fall|the favourite|the fifth element
the firm|the flash|the fly|the fugitive|the general|the gentlemen|the godfather|the good doctor
the good place|the good wife|the goonies|the graduate|the great|the great escape|the green mile
the grinch|the handmaid's tale|the hangover|the help|the hobbit|the holdovers|the host|the hours
the hunger games|the hunt|the incredibles|the irishman|the italian job|the jungle book|the kid
the killer|the killing|the king's speech|the leftovers|the lighthouse|the lion king
the little mermaid|the lobster|the lord of the rings|the machinist|the mandalorian|the martian
the mask|the matrix|the mentalist|the menu|the mist|the mummy|the northman|the notebook|the office
the omen|the orville|the others|the penguin|the pianist|the piano|the pitt|the platform|the prestige
the princess bride|the punisher|the purge|the queen's gambit|the revenant|the ring|the rock|the room
the sandman|the shield|the shining|the silence of the lambs|the simpsons|the sixth sense
the smurfs|the social network|the sopranos|the sting|the substance|the suicide squad|the terminator
the thing|the third man|the town|the twilight zone|the umbrella academy|the usual suspects
the village|the voice|the walking dead|the west wing|the whale|the wheel of time|the white lotus
the wire|the witch|the witcher|the wizard of oz|the wolf of wall street|the woman king
the wonder years|the x files|the young pope|the zone of interest
the maze runner|the big short|the big sick|the other guys|the interview|the incredible hulk|the grand tour|the originals|the vampire diaries|the gilded age|the rehearsal|the curse|the traitors|the night agent|the recruit|the rookie
the resident|the nanny|the goldbergs|the middle|the conners|the ranch|the league|the borgias|the tudors|the white queen|the white princess|the great gatsby|the mule|the father|the son|the french dispatch|the bourne identity|the naked gun|the pink panther
the addams family|the munsters|the flintstones|the jetsons|the muppets|the mighty ducks|the parent trap|the sandlot|the little rascals|the nutty professor|the waterboy|the wedding singer|the cable guy|the santa clause|the polar express|the karate kid
the outsiders|the breakfast club|the lost boys|the neverending story|the dark crystal|the land before time|the aristocats|the rescuers|the black cauldron|the sword in the stone|the hunchback of notre dame|the road to el dorado|the prince of egypt|the iron giant
the secret of nimh|the princess diaries|the devil wears prada|the proposal|the blind side|the fighter|the wrestler|the artist|the descendants|the tree of life|the master|the imitation game|the theory of everything|the post|the shape of water|the disaster artist
the greatest showman|the farewell|the nightingale|the invisible man|the wonder|the creator|the iron claw|the marvels|the meg|the predator|the running man|the wolverine|the tick|the defenders|the gifted|the magicians|the good fight|the night of|the night manager
the undoing|the flight attendant|the staircase|the dropout|the patient|the offer|the afterparty|the crowded room|the buccaneers|the veil|the sympathizer|the regime|the jinx|the vow|the idol|the outsider|the third day|the plot against america|the deuce|the newsroom
the comeback|the knick|the l word|the missing|the tunnel|the returned|the durrells|the inbetweeners|the thick of it|the young ones|the vicar of dibley|the royle family|the it crowd|the mighty boosh|the league of gentlemen|the capture|the responder|the serpent
the tourist|the gold|the split|the secret garden|the railway children|the english|the english patient|the big lebowski|the royal tenenbaums|the grand budapest hotel|the hateful eight|the life aquatic|the aviator|the gangs of london|the machinist|the illusionist
the illusion|the raid|the babysitter|the babysitters club|the witches|the witches of eastwick|the craft|the ring two|the grudge|the descent|the strangers|the nun|the black phone|the visit|the happening|the lovely bones|the croods|the lorax|the boss baby
the mitchells vs the machines|the sea beast|the bad guys|the wild robot|the secret life of pets|the angry birds|the super mario bros|the legend of korra|the clone wars|the bad batch|the book of boba fett|the acolyte|the falcon and the winter soldier|the eternals
the imperfects|the order|the society|the politician|the chair|the watcher|the sinner|the stranger|the woods|the innocent|the mist|the rain|the platform|the mechanic|the transporter|the equalizer|the accountant 2|the expendables 2|the gray man|the old guard
the adam project|the lost city|the mother|the covenant|the contractor|the protege|the hitman's bodyguard|the man from uncle|the lone ranger|the legend of tarzan|the legend of zelda|the legend of vox machina|the witcher blood origin|the dragon prince|the owl house
the amazing world of gumball|the loud house|the fairly oddparents|the powerpuff girls|the grim adventures of billy and mandy|the wild thornberrys|the rugrats|the magic school bus|the backyardigans|the wiggles|the borrowers|the bfg|the gruffalo|the snowman
the big four|the seven deadly sins|the promised neverland|the apothecary diaries|the rising of the shield hero|the eminence in shadow|the quintessential quintuplets|the devil is a part timer|the disastrous life of saiki k|the melancholy of haruhi suzumiya
the sound of music|the third man|the searchers|the apartment|the hustler|the conversation|the deer hunter|the elephant man|the evil dead|the thin man|the maltese falcon|the big sleep|the philadelphia story|the lady eve|the seventh seal|the 400 blows|the leopard
the conformist|the passenger|the battle of algiers|the spirit of the beehive|the red shoes|the killing fields|the mission|the piano teacher|the white ribbon|the hunt|the great beauty|the act of killing|the handmaiden|the wailing|the host|the good the bad the weird
the game|the holiday|the party|the house|the doctor|the order
"""

MARKED: Final = """
airplane!|hail, caesar!|jeopardy!|mother!|moulin rouge!|oklahoma!|top secret!|mars attacks!|them!
viva zapata!|tora! tora! tora!|hello, dolly!|help!|oliver!|that thing you do!|mamma mia!
dude, where's my car?|what's up, doc?|who framed roger rabbit?|o brother, where art thou?
whose line is it anyway?|is it cake?|are you the one?|who's that knocking at my door?
am i ok?|where's wanda?|guess who?|who's afraid of virginia woolf?|tick, tick... boom!
"""

WRITTEN: Final = """
twelve monkeys=12 monkeys|wonder woman nineteen eighty four=wonder woman 1984|nine to five=9 to 5|three idiots=3 idiots|two broke girls=2 broke girls|forty two=42|sixty five=65|forty days and forty nights=40 days and 40 nights|seventh heaven=7th heaven|the four four hundred=the 4400|twenty eight days later=28 days later|twenty eight weeks later=28 weeks later|twenty eight years later=28 years later|zero zero seven=007|room two thirty seven=room 237|eighty for brady=80 for brady
twelve angry men=12 angry men|twelve years a slave=12 years a slave|twelve strong=12 strong
three body problem=3 body problem|the three body problem=the 3 body problem|ten things i hate about you=10 things i hate about you
ten cloverfield lane=10 cloverfield lane|eight mile=8 mile|eight and a half=8½|thirteen reasons why=13 reasons why
seventeen again=17 again|thirty rock=30 rock|sixteen blocks=16 blocks|thirteen going on thirty=13 going on 30
fifty first dates=50 first dates|fifty fifty=50/50|three hundred=300|two fast two furious=2 fast 2 furious
twenty four=24|twenty one=21|twenty two july=22 july|thirteen hours=13 hours|eight millimeter=8mm|district nine=district 9
apollo thirteen=apollo 13|apollo eleven=apollo 11|plan nine from outer space=plan 9 from outer space|movie forty three=movie 43
u five seven one=u-571|k nineteen=k-19|nine one one lone star=9-1-1: lone star|area fifty one=area 51|catch twenty two=catch-22
the forty year old virgin=the 40 year old virgin|forty year old virgin=40 year old virgin|the thirty nine steps=the 39 steps
ten thousand bc=10,000 bc|ten thousand b c=10,000 bc|nine songs=9 songs|six underground=6 underground|four fifty from paddington=4.50 from paddington
three ten to yuma=3:10 to yuma|three hundred rise of an empire=300 rise of an empire|the hundred=the 100
five hundred days of summer=500 days of summer|a hundred and twenty seven hours=127 hours
one hundred and twenty seven hours=127 hours|one twenty seven hours=127 hours|eleven twenty two sixty three=11.22.63
summer of eighty four=summer of 84|summer of forty two=summer of '42|summer of eighty five=summer of 85
fahrenheit four five one=fahrenheit 451|fahrenheit four fifty one=fahrenheit 451|fahrenheit nine eleven=fahrenheit 9/11|room one oh four=room 104
the four hundred blows=the 400 blows|four hundred blows=400 blows|the hundred and one dalmatians=the 101 dalmatians
a hundred and one dalmatians=101 dalmatians|stalag seventeen=stalag 17
assault on precinct thirteen=assault on precinct 13|friday the thirteenth=friday the 13th|the sixth day=the 6th day|the thirteenth warrior=the 13th warrior
the forty first=the 41st|twenty eighth days=28 days|blade runner twenty forty nine=blade runner 2049|that seventies show=that '70s show|that nineties show=that '90s show
the five thousand fingers of dr t=the 5,000 fingers of dr. t|fourteen oh eight=1408
one oh one dalmatians=101 dalmatians
"""

IN_WORDS: Final = """
one hundred years of solitude|two hundred motels|one million years bc|one thousand and one nights|twenty feet from stardom|three thousand years of longing
one million b c|a thousand and one|a thousand words|the seven five
two thousand maniacs|twenty thousand leagues under the sea|a million little things
"""


def titles(table: str) -> tuple[str, ...]:
    """Return the titles of one of the tables above."""
    return tuple(title for line in table.split("\n") for title in line.split("|") if title)


def pairs(table: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a table: how a title is said, and how it is written."""
    split = (entry.partition("=") for entry in titles(table))
    return tuple((said, written) for said, _, written in split)
