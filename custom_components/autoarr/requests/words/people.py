"""Names of people who make films or play in them, to tell them from words of a title."""

from typing import Final

PEOPLE: Final = """
alfonso cuaron|pedro almodovar|guillermo del toro|alejandro gonzalez inarritu|alejandro inarritu|denis villeneuve|christopher nolan|steven spielberg
martin scorsese|quentin tarantino|stanley kubrick|alfred hitchcock|ridley scott|david fincher|david lynch|wes anderson|paul thomas anderson|tim burton
francis ford coppola|sofia coppola|clint eastwood|woody allen|james cameron|peter jackson|john carpenter|wes craven|sam raimi|spike lee|ang lee
bong joon ho|park chan wook|hayao miyazaki|akira kurosawa|wong kar wai|hirokazu kore eda|takeshi kitano|satoshi kon|makoto shinkai|mamoru hosoda
ingmar bergman|lars von trier|thomas vinterberg|ruben ostlund|aki kaurismaki|andrei tarkovsky|andrei tarkowski|sergei eisenstein|fritz lang|wim wenders
werner herzog|rainer werner fassbinder|michael haneke|fatih akin|tom tykwer|wolfgang petersen|roland emmerich|til schweiger|bully herbig|michael herbig
jean luc godard|francois truffaut|francois ozon|luc besson|jean pierre jeunet|jacques audiard|claude chabrol|jacques tati|agnes varda|celine sciamma
leos carax|mathieu kassovitz|louis malle|robert bresson|jean renoir|federico fellini|sergio leone|dario argento|paolo sorrentino|vittorio de sica
luca guadagnino|pier paolo pasolini|michelangelo antonioni|roberto benigni|luis bunuel|alejandro amenabar|icíar bollain|carlos saura|fernando trueba
alex de la iglesia|j a bayona|juan antonio bayona|rodrigo sorogoyen|pablo larrain|paul verhoeven|alex van warmerdam|dick maas|yorgos lanthimos|jane campion
george miller|peter weir|baz luhrmann|taika waititi|danny boyle|guy ritchie|edgar wright|mike leigh|ken loach|david lean|sam mendes|steve mcqueen
greta gerwig|kathryn bigelow|ava duvernay|jordan peele|ari aster|robert eggers|damien chazelle|barry jenkins|ryan coogler|chloe zhao|noah baumbach
richard linklater|the coen brothers|coen brothers|the wachowskis|the russo brothers|michael mann|michael bay|oliver stone|brian de palma|roman polanski
terrence malick|robert altman|billy wilder|john ford|orson welles|sidney lumet|john hughes|rob reiner|ron howard|robert zemeckis|george lucas|j j abrams
zack snyder|james gunn|kevin smith|darren aronofsky|gus van sant|jim jarmusch|todd haynes|david cronenberg|sean baker|tom hanks|brad pitt|tom cruise
leonardo dicaprio|robert de niro|al pacino|meryl streep|julia roberts|nicolas cage|keanu reeves|denzel washington|will smith|johnny depp|matt damon
george clooney|harrison ford|morgan freeman|jack nicholson|jim carrey|adam sandler|bill murray|robin williams|eddie murphy|bruce willis|sylvester stallone
arnold schwarzenegger|jackie chan|sandra bullock|cate blanchett|kate winslet|nicole kidman|scarlett johansson|natalie portman|emma stone|emma thompson
jennifer lawrence|margot robbie|florence pugh|zendaya|timothee chalamet|ryan gosling|ryan reynolds|hugh jackman|hugh grant|colin firth|daniel craig
sean connery|roger moore|pierce brosnan|cillian murphy|pedro pascal|joaquin phoenix|christian bale|heath ledger|anthony hopkins|gene hackman
jeff goldblum|kyle maclachlan|javier bardem|penelope cruz|antonio banderas|ricardo darin|jean reno|omar sy|louis de funes|jean dujardin|marion cotillard
audrey tautou|romy schneider|bud spencer|terence hill|christoph waltz|daniel bruhl|diane kruger|mads mikkelsen|carice van houten|rutger hauer
cary grant|humphrey bogart|audrey hepburn|marilyn monroe|buster keaton|charlie chaplin|kurt russell|mel gibson|kevin costner|michael caine|bradley cooper
"""
