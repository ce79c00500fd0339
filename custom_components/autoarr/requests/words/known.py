"""Titles whose own words look like commands, numbers, years, lists or media words.

Facts only: names of films and series. The catalogue decides what exists; these lists only keep
the parser from cutting such a name into pieces.
"""

from typing import Final

JOINED: Final = """
all creatures great and small|alvin and the chipmunks|and just like that|angels and demons
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
"""

COMMANDLIKE: Final = """
find me guilty|find me falling|find me in paris|get a life|get a clue|get carter|get crazy
get duked|get even|get hard|get him to the greek|get low|get me roger stone|get on up
get out|get real|get santa|get shorty|get smart|get the gringo|look who's talking|look who's talking too
look who's talking now|look back in anger|look both ways|looking for alaska|looking for eric
looking for mr goodbar|watch dogs|watch over me|i want you back|i want to eat your pancreas|i want to live
bring it on|bring me the head of alfredo garcia|searching for sugar man|searching for bobby fischer
me and earl and the dying girl|me before you|me time|us and them|please like me|please give
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
"""

NUMBERED: Final = """
2001 a space odyssey|two thousand one a space odyssey|two thousand and one a space odyssey
2010 the year we make contact|1492 conquest of paradise|space 1999|blade runner 2049|wonder woman 1984
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
the truman show|the morning show|the muppet show|the daily show|the late show|the late late show
the eric andre show|the larry sanders show|the cosby show|the rocky horror picture show
the last picture show|regular show|that 70s show|that 90s show|the carol burnett show
the ed sullivan show|the dick van dyke show|the mary tyler moore show|the andy griffith show
the bernie mac show|the cleveland show|the graham norton show|the powerpuff girls movie
the amanda show|the ren and stimpy show|the garfield show|the tom and jerry show
the drew carey show|the bob newhart show|the patty duke show|the fast show|the catherine tate show
chappelle's show|best in show|show boat|show dogs|a series of unfortunate events
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
"""

TIMELIKE: Final = """
new girl|new amsterdam|new jack city|new moon|new year's eve|new york new york|new tricks|the new mutants
the new pope|the new guy|the new adventures of old christine|the new normal|the new world
the new batman adventures|the new avengers|the new look|the new legends of monkey|the new statesman
a new hope|star wars a new hope|brave new world|the emperor's new groove|the emperor's new school
brand new cherry flavor|wes craven's new nightmare|new police story|orange is the new black
last night in soho|the last of us|the last kingdom|the last samurai|the last airbender|last christmas
last action hero|last man standing|last vegas|last of the summer wine|last week tonight
last week tonight with john oliver|last chance u|the last dance|the last duel|the last ship
the last man on earth|the last jedi|last flag flying|last days|the final season|the current war
last year at marienbad|last year in marienbad|x men the last stand|xmen the last stand
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
"""

MARKED: Final = """
airplane!|hail, caesar!|jeopardy!|mother!|moulin rouge!|oklahoma!|top secret!|mars attacks!|them!
viva zapata!|tora! tora! tora!|hello, dolly!|help!|oliver!|that thing you do!|mamma mia!
dude, where's my car?|what's up, doc?|who framed roger rabbit?|o brother, where art thou?
whose line is it anyway?|is it cake?|are you the one?|who's that knocking at my door?
am i ok?|where's wanda?|guess who?|who's afraid of virginia woolf?|tick, tick... boom!
"""


def titles(table: str) -> tuple[str, ...]:
    """Return the titles of one of the tables above."""
    return tuple(title for line in table.split("\n") for title in line.split("|") if title)
