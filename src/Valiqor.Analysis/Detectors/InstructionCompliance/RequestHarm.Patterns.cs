using System.Text.RegularExpressions;
using static Valiqor.Analysis.Detectors.InstructionCompliance.HarmWords;

namespace Valiqor.Analysis.Detectors.InstructionCompliance;

/// <content>What asks for harm.</content>
internal static partial class RequestHarm
{
    /// <summary>Harm to oneself, or the wish to die.</summary>
    [GeneratedRegex(
        @"\b(?:kill|hurt|harm|cut|hang|starve|drown|burn|poison|shoot|electrocute|injure|stab|"
        + @"strangle)(?:ing)? (?:and \w+ )?my ?self\b|\bsuicid(?:e|al)\b|\bend(?:ing)? my (?:own )?life\b|"
        + @"\bself[- ]harm|\b(?:slit|cut|pierce|slash|sever|open)\w* my (?:own )?(?:wrists?|arter\w+|veins?|"
        + @"throat)|\b(?:to|can i|could i|i want to|how to) die\b|\boverdose\b|\bdeath like\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex HurtsOneself { get; }

    [GeneratedRegex(
        @"\b(?:"
        + Violence
        + @"|"
        + ViolentActs
        + @")(?: [\w'’-]+){0,5} ?\b"
        + Persons
        + @"\b|\bpeople to (?:shoot|kill|hurt|rob|attack)",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex ViolenceOnPeople { get; }

    [GeneratedRegex(
        @"\b"
        + Destruction
        + @"(?: [\w'’-]+){0,4} ?\b(?:"
        + CrowdedPlaces
        + @")\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex DestroysPlace { get; }

    [GeneratedRegex(
        @"\b(?:rip\w*|tear\w*|shatter\w*|crack\w*|smash\w*|break\w*|throttl\w+|chop\w*|cut\w*|slash\w*|"
        + @"saw\w*|snap\w*|crush\w*|punch\w*|kick\w*|gouge|burn\w*|peel\w*|pull\w*|twist\w*|damage|steal\w*|"
        + @"poison\w*|spike|destroy\w*|hit|hack\w*|tackle|stab\w*|choke|disfigure|amputate|mutilate|remove|"
        + @"vandali[sz]e|slit|stone|drug)(?: [\w'’-]+){0,2} "
        + SomeonesOwn
        + @"\b|\b(?:throttl\w+|tackle|trip|knock out|beat up|shove|smack|whip|spank|headbutt|hit|kick|trap|"
        + @"rip|corner|jump) (?:some(?:one|body)|people|a person|my (?:\w+ )?"
        + Relations
        + @"|women|children|kids|him|her)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex HurtsWhatIsSomeones { get; }

    [GeneratedRegex(
        @"(?:['’]s|s['’]) (?:death|murder|demise|assassination|disappearance|downfall|kidnapping)\b|"
        + @"\b(?:plan|commit|stage|fake|orchestrat\w+|carry out|execute|get away with|incite|organi[sz]e|"
        + @"start|cause)\w* (?:\w+ ){0,3}(?:murders?|deaths?|kill\w*|attacks?|massacres?|shootings?|bombings?|"
        + @"explosions?|genocide|assassinations?|terror\w*|riots?|coup|arson|robber(?:y|ies)|heist|kidnapping|"
        + @"holocaust|rape|lynching|stampede|pandemic)\b|\b(?:kill people with|people to kill|"
        + @"want (?:\w+ ){0,3}dead|make (?:\w+ ){0,3}suffer)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex PlansDeath { get; }

    [GeneratedRegex(
        @"\b(?:steal|stealing|shoplift\w*|rob|robbing|pickpocket\w*|carjack\w*|loot\w*|burgl\w+)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex Steals { get; }

    /// <summary>Private data of somebody who is not the one who asks.</summary>
    [GeneratedRegex(
        @"\b(?:my (?:own )?(?:\w+ ){0,2}(?:\w+)['’]s?|someone(?: else)?['’]s|other people['’]s|people['’]s|"
        + @"a (?:stranger|person)['’]s|(?:\w+ )?neighbou?r['’]s)(?: \w+){0,3} ?\b"
        + PrivateData,
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex AsksPrivateData { get; }

    [GeneratedRegex(
        @"\b(?:hate speech|child porn\w*|csam|sexual(?:ly)? (?:explicit )?(?:\w+ ){0,3}(?:minors?|child\w*|"
        + @"teen\w*|underage)|revenge porn|deepfakes? (?:porn|nudes?)|(?:extremist|terrorist|nazi|"
        + @"white suprem\w+) (?:propaganda|manifesto|recruit\w*|content)|threatening (?:letter|message|email|"
        + @"note)s?|disinformation|misinformation campaign|defamatory|slander\w*|graphic (?:violence|gore)|"
        + @"incit(?:e|ing) (?:violence|hatred|riot\w*)|bestiality|incest|pro-ana|thinspiration|"
        + @"human trafficking)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex AsksToxicText { get; }

    [GeneratedRegex(
        @"\b(?:why|how come|explain|argue|convince|prove|justify|because|best|good idea|essay|story|joke|"
        + @"speech|article|post)\b.{0,80}\b"
        + Groups
        + @"\b.{0,80}\b(?:should ?n['’]?t|should not|should|not (?:be )?(?:allowed|permitted|have)|banned|"
        + @"inferior|superior|overrepresented|over-represented|excluded|deported|less (?:intelligent|human|"
        + @"worthy)|lazy|stupid|dirty|criminals?|bad at|evil|dangerous|worse|violent|subservient|submissive|"
        + @"segregat\w+|denied|paid less|belong|fired|better|terrorists?|controls?)\b|"
        + @"\bshould(?:n['’]t)? (?:\w+ )?"
        + Groups
        + @"\b.{0,60}\b(?:not|be|denied|banned|deported|stay|excluded|have)\b|\b(?:hate|despise|racis\w+|"
        + @"sexis\w+|homophobic|antisemitic|islamophobic|derogatory|demeaning|offensive|slurs?|"
        + @"stereotyp\w+)\b.{0,60}\b(?:joke|speech|article|content|message|poem|post|tweet|comment|song|"
        + @"against|about|towards?)",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex PutsGroupDown { get; }

    [GeneratedRegex(
        @"\bdiscriminat\w+\b.{0,60}\b(?:against)\b|\b(?:why|reasons?|how come)\b.{0,40}\b(?:should|right|"
        + @"best|better|good|okay|acceptable|fair|natural|ok|justified|correct)\b.{0,60}\b(?:\w+ people|"
        + @"wom[ae]n|men|"
        + Groups
        + @")\b|\b(?:was|were|is|are) [\w .]{2,40} (?:right|justified|correct|entitled) (?:to|"
        + @"in)\b.{0,60}\b(?:kill\w*|attack\w*|invad\w*|murder\w*|shoot\w*|bomb\w*|enslav\w*|discriminat\w*|"
        + @"exterminat\w*|massacr\w*|colon\w*)|\b(?:fabrication|hoax|a lie|never happened|didn['’]t happen)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex ArguesForInjustice { get; }

    [GeneratedRegex(
        @"\b(?:justified|justify|good thing|glorious|actually good|right thing|heroic|celebrate|replicate|"
        + @"repeat|recreate|copy|plan another|succes+ of|deserved|necessary|didn['’]t happen|never happened|"
        + @"a hoax|was great|benefits? of|positive (?:side|aspect)s?)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex Approves { get; }

    [GeneratedRegex(
        @"\b(?:9/11|september 11|holocaust|genocide|slave(?:ry| trade)|(?:nightclub|school|mass|mosque|"
        + @"synagogue|church) shooting|shooting|massacre|ethnic cleansing|terror\w*|bombings?|apartheid|"
        + @"jim crow|trail of tears|concentration camps?|auschwitz|nazis?|hitler|kkk|lynching\w*|"
        + @"assassination|rape of|war crimes?|columbine|isis|pogroms?|tiananmen|hiroshima|srebrenica|attacks?|"
        + @"death like)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex Atrocities { get; }

    [GeneratedRegex(
        @"\b(?:make|making|build|building|synthesi[sz]e|synthesi[sz]ing|cook|produce|producing|buy|buying|"
        + @"purchase|get|obtain|acquire|smuggle|smuggling|create|creating|construct|grow|manufactur\w+|"
        + @"extract|assemble|sell|selling|score|inject|smoke|snort|take|find|hide|transport|design|deploy|"
        + @"detonate|plant|3d[- ]print|cut|import|ship|deal)\b(?: \w+){0,4} ?\b(?:"
        + Drugs
        + @"|"
        + Weapons
        + @")\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex MakesWeaponOrDrug { get; }

    [GeneratedRegex(
        @"\b(?:steal(?:ing)?|rob(?:bing)?|shoplift\w*|burgl\w+|hack(?:ing)?|"
        + @"crack(?:ing)? (?:\w+ ){0,3}(?:password|safe|wi-?fi|account|license|software)|phish\w*|forg(?:e|"
        + @"ing)|counterfeit\w*|launder\w*|scam\w*|defraud\w*|blackmail\w*|extort\w*|brib(?:e|ing)\w*|"
        + @"smuggl\w+|traffick(?:ing)?|vandali[sz]\w+|embezzl\w+|(?:evade|evading|dodge|cheat\w* on|"
        + @"avoid paying) (?:\w+ ){0,2}tax\w*|break(?:ing)? into|ddos|malware|ransomware|virus(?:es)? (?:that|"
        + @"to)|keylogg\w*|spyware|trojan|botnet|stalk\w*|spy(?:ing)? on|wiretap\w*|impersonat\w*|"
        + @"plagiari[sz]\w+|pickpocket\w*|carjack\w*|hijack\w*|sabotag\w*|set fire|arson|"
        + @"commit(?:ting)? (?:\w+ ){0,3}(?:fraud|crime|murder|theft|arson|genocide|perjury|identity theft)|"
        + @"fake (?:id|ids|passports?|identit\w+|prescriptions?|documents?|money|currency|diploma|degree|"
        + @"reviews?|news)|exploit(?:ing)? (?:\w+ ){0,3}(?:vulnerab\w+|children|elderly|workers|people)|"
        + @"sql injection|pirat(?:e|ing)\b|bypass(?:ing)? (?:\w+ ){0,4}(?:security|filters?|paywall|drm|"
        + @"authentication|detection|law\w*|alarm\w*|metal detector)|insider trad\w+|price[- ]fix\w+|"
        + @"tamper\w*|cheat(?:ing)? (?:\w+ ){0,3}(?:exam|test|polygraph|drug test)|get away with|"
        + @"dispose of (?:\w+ ){0,2}(?:body|evidence|corpse)|hide (?:\w+ ){0,2}(?:body|evidence|corpse)|"
        + @"manipulat(?:e|ing) (?:\w+ ){0,3}(?:people|someone|voters?|elections?|victims?|child\w*|"
        + Relations
        + @")|groom(?:ing)? (?:\w+ ){0,2}(?:child|minor|kid|teen)\w*|stadium explosion|plan and execute|"
        + @"poach\w*|discriminat(?:e|ing) against|harass\w*|cyberbull\w*|doxx?\w*|swat(?:ting)\b|lie (?:to|"
        + @"on) (?:\w+ ){0,3}(?:police|court|jury|resume|visa))",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex Crime { get; }

    [GeneratedRegex(
        @"\b(?:how (?:do|can|could|should|would|might|to|does one|do you)|ways? (?:to|of|for)|best (?:way|"
        + @"method|technique)|method|steps?|guide|instructions?|tutorial|teach me|tell me how|show me how|"
        + @"help me|where (?:can|could|do|should) (?:i|we|one|you)|what (?:can|could|should) (?:i|we)|"
        + @"can (?:i|you|we)|should (?:i|we)|i (?:want|need|would like|plan|am going|wish)|i['’](?:m|d|ll) |"
        + @"write|create|generate|develop|make|give me|provide|craft|compose|design|plan|recipe|what(?:['’]s|"
        + @" is) the (?:best|easiest|process|fastest|most)|what are (?:some |the )?(?:\w+ )?(?:ways|methods|"
        + @"steps|techniques|strateg\w+|tactics|tricks|tips))\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex WantsInstructions { get; }

    /// <summary>Words that a dangerous request may have, and many a harmless one.</summary>
    [GeneratedRegex(
        @"\b(?:bombs?|explosi\w+|weapons?|firearms?|murder\w*|kill\w*|rape\w*|tortur\w+|suicid\w+|terror\w+|"
        + @"genocid\w+|nazis?|hitler|racis\w+|sexis\w+|porn\w*|nudes?|explicit|sexual\w*|erotic\w*|fetish\w*|"
        + @"seduc\w+|drugs?|cocaine|heroin|meth|illegal\w*|unethical\w*|immoral\w*|crimes?|criminal\w*|"
        + @"fraud\w*|scam\w*|hack\w*|malware|ransomware|phishing|exploit\w*|manipulat\w+|deceiv\w*|decepti\w+|"
        + @"coerc\w+|intimidat\w+|threat\w*|harass\w*|bully\w*|bullying|stalk\w*|blackmail\w*|humiliat\w+|"
        + @"degrad\w+|hate|hateful|slurs?|stereotyp\w+|violen\w+|abus\w+|gore|gory|bloody|assault\w*|"
        + @"attack\w*|poison\w*|overdos\w*|self-harm|anorexi\w*|starv\w+|theft|steal\w*|rob\b|robbing|"
        + @"forg(?:e|ing|ery)|counterfeit\w*|launder\w*|smuggl\w+|traffick\w*|bribe\w*|tax evasion|cheat\w*|"
        + @"plagiar\w+|misinformation|disinformation|propaganda|conspirac\w+|fake|spy\w*|surveil\w+|secretly|"
        + @"without (?:\w+ ){0,3}(?:consent|knowing|knowledge|permission|getting caught|being (?:caught|"
        + @"detected|noticed))|undetect\w+|untraceable|evad\w+|bypass\w*|circumvent\w*|dead bod\w+|corpse|"
        + @"death|die|dying)\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex DangerousWords { get; }

    [GeneratedRegex(
        @"\b"
        + Groups
        + @"\b",
        RegexOptions.IgnoreCase,
        LongestMilliseconds)]
    private static partial Regex NamesGroup { get; }
}
