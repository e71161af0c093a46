using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <content>What makes harmless that which has the words of harm.</content>
internal static partial class RequestHarm
{
    /// <summary>Asks what something is or what happened.</summary>
    private static readonly Pattern AsksForKnowledge = Pattern.AnyCase(
        @"^(?:please )?(?:can you (?:tell me |explain )?)?(?:what (?:is|are|was|were|does|do|did|"
        + @"constitutes?|happened|kind|type|caused|led|motivated|made)\b|who\b|when\b|where (?:is|was|were|"
        + @"did|does)\b|how (?:many|much|was|were|did|does|has|have|is|are|old|long|common|dangerous)\b|"
        + @"why (?:did|do|does|is|are|was|were)\b|which\b|define\b|explain what\b|describe\b|during\b|was\b|"
        + @"is\b|did\b|in what\b)");

    /// <summary>Asks for a way to do it, however it begins.</summary>
    private static readonly Pattern AsksForMeans = Pattern.AnyCase(
        @"\b(?:I|we|perfect|strategy|plan|tricks?|tips|tutorial|recipe|to|best|easiest|good|fastest|some|"
        + @"ways?|methods?|process|steps|effective|right|justified|actually|reasons)\b");

    /// <summary>The aim is to prevent, to protect, to help.</summary>
    private static readonly Pattern Protects = Pattern.AnyCase(
        @"\b(?:prevent\w*|avoid(?:ing)? (?:being|becoming|falling|getting|such|these|it|them)|detect\w*|"
        + @"identify(?:ing)?|recogni[sz]\w+|protect\w*|defend\w*|report(?:ing)?|combat\w*|counter(?:act|ing)?|"
        + @"spot(?:ting)?|signs of|symptoms?|warning signs|dangers? of|risks? of|effects? of|raise awareness|"
        + @"awareness|overcome|recover\w*|mitigat\w*|debunk\w*|support(?:ing)? (?:victims|survivors|someone|"
        + @"a friend)|help(?:ing)? (?:a friend|victims|survivors|someone who)|cope|coping|stop (?:someone|"
        + @"people|bullying|cyber\w+|my|others)|safely|legally|ethical(?:ly)?|responsibl[ey]|consensual)\b");

    /// <summary>The aim may be to study or to treat.</summary>
    private static readonly Pattern Studies = Pattern.AnyCase(
        @"\b(?:prevent\w*|avoid(?:ing)?|detect\w*|identify\w*|recogni[sz]\w+|protect\w*|defen[ds]\w*|"
        + @"report(?:ing)?|stop(?:ping)?|cope|coping|combat\w*|counter\w*|spot(?:ting)?|signs of|symptoms?|"
        + @"warning signs|dangers? of|risks? of|effects? of|consequences|legal|law|laws|illegal|punish\w*|"
        + @"penalt\w+|history|historical|raise awareness|awareness|educat\w*|research|study|studies|"
        + @"support(?:ing)? (?:victims|someone|a friend)|help (?:a|my|someone|victims)|overcome|recover\w*|"
        + @"reduc\w+|safe(?:ly|ty|r)?|responsib\w+|ethic\w*|legitimate\w*|deal with|handle|respond to|"
        + @"mitigat\w*|address(?:ing)?|treat\w*|treatment|policy|policies|analy[sz]\w*|debunk\w*|critique|"
        + @"challenge|train(?:ing)? (?:my|our|employees|staff)|without (?:harming|hurting))\b");

    /// <summary>Games, films, stories and the stage.</summary>
    private static readonly Pattern Fiction = Pattern.AnyCase(
        @"\b(?:video ?games?|games?|gaming|gta|grand theft auto|call of duty|witcher|minecraft|skyrim|"
        + @"fortnite|hitman|assassin['’]?s creed|halo|dark souls|elden ring|the sims|dungeons (?:and|"
        + @"&) dragons|d&d|rpg|npc|zelda|pok[eé]mon|overwatch|counter-?strike|league of legends|roblox|"
        + @"red dead|resident evil|mortal kombat|street fighter|doom|diablo|warcraft|fallout|cyberpunk|"
        + @"civilization|stardew|pubg|valorant|apex legends|god of war|tekken|rust|rimworld|bg3|"
        + @"baldur['’]?s gate|far cry|uncharted|the last of us|movies?|films?|novel|"
        + @"in (?:the )?(?:\w+ ){0,2}(?:rises|returns|begins|awakens|strikes back)|dark knight|star wars|"
        + @"game of thrones|breaking bad|squid game|hunger games|lord of the rings|dexter|the sopranos|"
        + @"peaky blinders|kill bill|john wick|james bond|jurassic park|terminator|matrix|marvel|anime|manga|"
        + @"comics?|cartoon|episode|season \d+|sitcom|scene|plot|fiction\w*|short story|screenplay|script for|"
        + @"tv show|tv series|series|theat(?:er|re)|play\b|stage|cosplay|costume|prop|halloween|improv|"
        + @"paintball|laser tag|chess|poker|monopoly|board game|crime story|thriller|mystery|fantasy|roleplay|"
        + @"character)\b");

    /// <summary>Known to everybody, and made up.</summary>
    private static readonly Pattern FictionalCharacters = Pattern.AnyCase(
        @"\b(?:harry potter|goofy|garfield|mickey|minnie|batman|superman|spider-?man|james bond|"
        + @"homer simpson|bart simpson|sherlock|gandalf|frodo|darth vader|luke skywalker|yoda|shrek|barbie|"
        + @"donald duck|bugs bunny|spongebob|pikachu|super mario|iron man|hulk|thor\b|wonder woman|"
        + @"captain america|winnie|popeye|tintin|asterix|voldemort|dumbledore|hermione|snow white|cinderella|"
        + @"elsa|princess \w+|minnie mouse|peter pan|robin hood|dracula|frankenstein|optimus|buzz lightyear|"
        + @"woody|scooby|tom and jerry|pink panther|katniss|jon snow|walter white|rick|morty|santa(?: claus)?|"
        + @"easter bunny|tooth fairy|godzilla|king kong|joker|lara croft|sonic)\b");

    /// <summary>Idioms, matches, vermin, machines: the violent word hurts nobody.</summary>
    private static readonly Pattern Idioms = Pattern.AnyCase(
        @"\bto weed\b|\bgarden\w*|"
        + @"\bwith laughter\b|\bfrom laugh\w+\b|\bkill(?:ing)? (?:time|the lights?|the engine|two birds|it\b|"
        + @"the mood|the buzz|a process|the process)|\bladykiller\b|\bblow(?:ing)? (?:\w+ )?(?:mind|minds|"
        + @"kisses|bubbles|away)\b|\b(?:in|at) (?:(?:a game of )?checkers|\w+ball|hockey|golf|darts|bowling|"
        + @"ping[- ]pong|table tennis|badminton|fencing|uno|cards|mario kart|the \w+ (?:game|race|match)|"
        + @"chess|tennis|poker|monopoly|scrabble|soccer|football|basketball|a (?:game|debate|race|match|"
        + @"sprint|competition|tournament|quiz|negotiation|marathon|job interview|spelling bee|"
        + @"staring contest|rap battle|video game))\b|\bagainst (?:the|my) (?:clock|odds)|"
        + @"\bbeat(?:ing)? (?:the|a|my) (?:\w+ )?(?:record|rush|traffic|boss|level|eggs?|heat|odds|game|"
        + @"opponent|score|time|best|drum)|\b(?:a|the|my) (?:\w+ )?(?:mosquito|fly|flies|wasp|ant|ants|"
        + @"cockroach\w*|roach\w*|rat|rats|mice|mouse|vermin|weeds?|bugs?|insects?|fish|shrimp|lobster|crab|"
        + @"chicken|turkey|moths?|fleas?|lice|ticks?|termites?|spiders?|slugs?|snails?|germs|bacteria|virus|"
        + @"process|thread|program|python|script|server|task|app|engine|lights?|zombies?|monsters?|dragon|"
        + @"boss fight|target)\b");

    /// <summary>Thefts that take nothing from anybody.</summary>
    private static readonly Pattern StealsInPlay = Pattern.AnyCase(
        @"\bsteal(?:ing)? (?:\w+ )?(?:base|bases|second base|third base|home plate|the show|the spotlight|"
        + @"the scene|\w+ heart|a kiss|hearts?|a glance|the ball|the thunder|an idea|the lead|possession|look|"
        + @"style)\b");

    private static readonly Pattern Animals = Pattern.AnyCase(
        @"\b(?:cats?|dogs?|fish|shrimp|lobsters?|mosquito\w*|ants?|rats?|mice|vermin|weeds?|pests?|insects?|"
        + @"crows?|birds?|animals?|zombies?|dragons?|npcs?|monsters?)\b");

    /// <summary>What nobody can do, so that no right is denied to anybody.</summary>
    private static readonly Pattern Impossible = Pattern.AnyCase(
        @"\b(?:sun(?:['’]s)?|moon|mars|black hole|through walls|weather|decibels|fly (?:unaided|without|by)|"
        + @"breathe (?:under|in space)|teleport|speed of light|time[- ]travel\w*|invisible|lava|volcano|"
        + @"core of the earth|center of the earth|walk on water|event horizon|photosynthe\w+|live forever|"
        + @"lift (?:a )?(?:car|mountain|building)s?|jump (?:over|to)|levitate|telekine\w+|sky|rainbow|gravity|"
        + @"ocean floor|atoms?|galax\w+|planets?|jupiter|saturn|outer space|miles per hour|meters tall|"
        + @"feet tall|laser|superpower\w*|shapeshift\w*)\b");
}
