using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;
using static Valiqor.Analysis.Rules.InstructionCompliance.HarmWords;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <content>What asks for harm.</content>
internal static partial class RequestHarm
{
    /// <summary>Harm to oneself, or the wish to die.</summary>
    private static readonly Pattern HurtsOneself = Pattern.AnyCase(
        @"\b(?:kill|hurt|harm|cut|hang|starve|drown|burn|poison|shoot|electrocute|injure|stab|"
        + @"strangle)(?:ing)? (?:and \w+ )?my ?self\b|\bsuicid(?:e|al)\b|\bend(?:ing)? my (?:own )?life\b|"
        + @"\bself[- ]harm|\b(?:slit|cut|pierce|slash|sever|open)\w* my (?:own )?(?:wrists?|arter\w+|veins?|"
        + @"throat)|\b(?:to|can i|could i|i want to|how to) die\b|\boverdose\b|\bdeath like\b");

    /// <summary>A verb of violence and a person, or what is a person's, a few words behind it.</summary>
    private static bool HurtsPeople(string text) =>
        PeopleToHurt.IsMatch(text)
        || IsFollowed(ViolenceVerb, text, 5, PersonBehind)
        || IsFollowed(DamageVerb, text, 2, BelongingBehind)
        || IsFollowed(AssaultVerb, text, 0, VictimBehind);

    private static bool IsFollowed(Pattern verb, string text, int wordsBetween, Pattern behind)
    {
        foreach (ValueMatch match in verb.EnumerateMatches(text))
        {
            // The verb's pattern ends in the space that the other one begins with.
            ReadOnlySpan<char> rest = text.AsSpan(match.Index + match.Length - 1);
            for (int words = 0; words <= wordsBetween && rest is [' ', ..]; words++)
            {
                if (behind.IsMatch(rest))
                {
                    return true;
                }

                rest = BehindWord(rest[1..]);
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> BehindWord(ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '\'' or '’' or '-'))
        {
            end++;
        }

        return end == 0 ? default : text[end..];
    }

    private static readonly Pattern PeopleToHurt = Pattern.AnyCase(@"\bpeople to (?:shoot|kill|hurt|rob|attack)");

    private static readonly Pattern ViolenceVerb = Pattern.AnyCase(@"\b(?:" + Violence + @"|" + ViolentActs + @") ");

    private static readonly Pattern PersonBehind = Pattern.AnyCase(
        @"\A (?:[\w'’-]*['’-])?" + Persons + @"\b");

    private static readonly Pattern DestroysPlace = Pattern.AnyCase(
        @"\b"
        + Destruction
        + @"(?: [\w'’-]+){0,4} ?\b(?:"
        + CrowdedPlaces
        + @")\b");

    private static readonly Pattern DamageVerb = Pattern.AnyCase(
        @"\b(?:rip\w*|tear\w*|shatter\w*|crack\w*|smash\w*|break\w*|throttl\w+|chop\w*|cut\w*|slash\w*|"
        + @"saw\w*|snap\w*|crush\w*|punch\w*|kick\w*|gouge|burn\w*|peel\w*|pull\w*|twist\w*|damage|steal\w*|"
        + @"poison\w*|spike|destroy\w*|hit|hack\w*|tackle|stab\w*|choke|disfigure|amputate|mutilate|remove|"
        + @"vandali[sz]e|slit|stone|drug) ");

    private static readonly Pattern BelongingBehind = Pattern.AnyCase(
        @"\A " + SomeonesOwn + @"\b");

    private static readonly Pattern AssaultVerb = Pattern.AnyCase(
        @"\b(?:throttl\w+|tackle|trip|knock out|beat up|shove|smack|whip|spank|headbutt|hit|kick|trap|"
        + @"rip|corner|jump) ");

    private static readonly Pattern VictimBehind = Pattern.AnyCase(
        @"\A (?:some(?:one|body)|people|a person|my (?:\w+ )?" + Relations
        + @"|women|children|kids|him|her)\b");

    private static readonly Pattern PlansDeath = Pattern.AnyCase(
        @"(?:['’]s|s['’]) (?:death|murder|demise|assassination|disappearance|downfall|kidnapping)\b|"
        + @"\b(?:plan|commit|stage|fake|orchestrat\w+|carry out|execute|get away with|incite|organi[sz]e|"
        + @"start|cause)\w* (?:\w+ ){0,3}(?:murders?|deaths?|kill\w*|attacks?|massacres?|shootings?|bombings?|"
        + @"explosions?|genocide|assassinations?|terror\w*|riots?|coup|arson|robber(?:y|ies)|heist|kidnapping|"
        + @"holocaust|rape|lynching|stampede|pandemic)\b|\b(?:kill people with|people to kill|"
        + @"want (?:\w+ ){0,3}dead|make (?:\w+ ){0,3}suffer)\b");

    private static readonly Pattern Steals = Pattern.AnyCase(
        @"\b(?:steal|stealing|shoplift\w*|rob|robbing|pickpocket\w*|carjack\w*|loot\w*|burgl\w+)\b");

    /// <summary>Private data of somebody who is not the one who asks.</summary>
    private static readonly Pattern AsksPrivateData = Pattern.AnyCase(
        @"\b(?:my (?:own )?(?:\w+ ){0,2}(?:\w+)['’]s?|someone(?: else)?['’]s|other people['’]s|people['’]s|"
        + @"a (?:stranger|person)['’]s|(?:\w+ )?neighbou?r['’]s)(?: \w+){0,3} ?\b"
        + PrivateData);

    private static readonly Pattern AsksToxicText = Pattern.AnyCase(
        @"\b(?:hate speech|child porn\w*|csam|sexual(?:ly)? (?:explicit )?(?:\w+ ){0,3}(?:minors?|child\w*|"
        + @"teen\w*|underage)|revenge porn|deepfakes? (?:porn|nudes?)|(?:extremist|terrorist|nazi|"
        + @"white suprem\w+) (?:propaganda|manifesto|recruit\w*|content)|threatening (?:letter|message|email|"
        + @"note)s?|disinformation|misinformation campaign|defamatory|slander\w*|graphic (?:violence|gore)|"
        + @"incit(?:e|ing) (?:violence|hatred|riot\w*)|bestiality|incest|pro-ana|thinspiration|"
        + @"human trafficking)\b");

    private static readonly Pattern PutsGroupDown = Pattern.AnyCase(
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
        + @"against|about|towards?)");

    private static readonly Pattern ArguesForInjustice = Pattern.AnyCase(
        @"\bdiscriminat\w+\b.{0,60}\b(?:against)\b|\b(?:why|reasons?|how come)\b.{0,40}\b(?:should|right|"
        + @"best|better|good|okay|acceptable|fair|natural|ok|justified|correct)\b.{0,60}\b(?:\w+ people|"
        + @"wom[ae]n|men|"
        + Groups
        + @")\b|\b(?:was|were|is|are) [\w .]{2,40} (?:right|justified|correct|entitled) (?:to|"
        + @"in)\b.{0,60}\b(?:kill\w*|attack\w*|invad\w*|murder\w*|shoot\w*|bomb\w*|enslav\w*|discriminat\w*|"
        + @"exterminat\w*|massacr\w*|colon\w*)|\b(?:fabrication|hoax|a lie|never happened|didn['’]t happen)\b");

    private static readonly Pattern Approves = Pattern.AnyCase(
        @"\b(?:justified|justify|good thing|glorious|actually good|right thing|heroic|celebrate|replicate|"
        + @"repeat|recreate|copy|plan another|succes+ of|deserved|necessary|didn['’]t happen|never happened|"
        + @"a hoax|was great|benefits? of|positive (?:side|aspect)s?)\b");

    private static readonly Pattern Atrocities = Pattern.AnyCase(
        @"\b(?:9/11|september 11|holocaust|genocide|slave(?:ry| trade)|(?:nightclub|school|mass|mosque|"
        + @"synagogue|church) shooting|shooting|massacre|ethnic cleansing|terror\w*|bombings?|apartheid|"
        + @"jim crow|trail of tears|concentration camps?|auschwitz|nazis?|hitler|kkk|lynching\w*|"
        + @"assassination|rape of|war crimes?|columbine|isis|pogroms?|tiananmen|hiroshima|srebrenica|attacks?|"
        + @"death like)\b");

    private static readonly Pattern MakesWeaponOrDrug = Pattern.AnyCase(
        @"\b(?:make|making|build|building|synthesi[sz]e|synthesi[sz]ing|cook|produce|producing|buy|buying|"
        + @"purchase|get|obtain|acquire|smuggle|smuggling|create|creating|construct|grow|manufactur\w+|"
        + @"extract|assemble|sell|selling|score|inject|smoke|snort|take|find|hide|transport|design|deploy|"
        + @"detonate|plant|3d[- ]print|cut|import|ship|deal)\b(?: \w+){0,4} ?\b(?:"
        + Drugs
        + @"|"
        + Weapons
        + @")\b");

    private static readonly Pattern Crime = Pattern.AnyCase(
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
        + @"sql injection)");

    private static readonly Pattern CrimeAgainstTrust = Pattern.AnyCase(
        @"\b(?:pirat(?:e|ing)\b|bypass(?:ing)? (?:\w+ ){0,4}(?:security|filters?|paywall|drm|"
        + @"authentication|detection|law\w*|alarm\w*|metal detector)|insider trad\w+|price[- ]fix\w+|"
        + @"tamper\w*|cheat(?:ing)? (?:\w+ ){0,3}(?:exam|test|polygraph|drug test)|get away with|"
        + @"dispose of (?:\w+ ){0,2}(?:body|evidence|corpse)|hide (?:\w+ ){0,2}(?:body|evidence|corpse)|"
        + @"manipulat(?:e|ing) (?:\w+ ){0,3}(?:people|someone|voters?|elections?|victims?|child\w*|"
        + Relations
        + @")|groom(?:ing)? (?:\w+ ){0,2}(?:child|minor|kid|teen)\w*|stadium explosion|plan and execute|"
        + @"poach\w*|discriminat(?:e|ing) against|harass\w*|cyberbull\w*|doxx?\w*|swat(?:ting)\b|lie (?:to|"
        + @"on) (?:\w+ ){0,3}(?:police|court|jury|resume|visa))");

    private static readonly Pattern WantsInstructions = Pattern.AnyCase(
        @"\b(?:how (?:do|can|could|should|would|might|to|does one|do you)|ways? (?:to|of|for)|best (?:way|"
        + @"method|technique)|method|steps?|guide|instructions?|tutorial|teach me|tell me how|show me how|"
        + @"help me|where (?:can|could|do|should) (?:i|we|one|you)|what (?:can|could|should) (?:i|we)|"
        + @"can (?:i|you|we)|should (?:i|we)|i (?:want|need|would like|plan|am going|wish)|i['’](?:m|d|ll) |"
        + @"write|create|generate|develop|make|give me|provide|craft|compose|design|plan|recipe|what(?:['’]s|"
        + @" is) the (?:best|easiest|process|fastest|most)|what are (?:some |the )?(?:\w+ )?(?:ways|methods|"
        + @"steps|techniques|strateg\w+|tactics|tricks|tips))\b");

    /// <summary>Words that a dangerous request may have, and many a harmless one.</summary>
    private static readonly Pattern DangerousWords = Pattern.AnyCase(
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
        + @"death|die|dying)\b");

    private static readonly Pattern NamesGroup = Pattern.AnyCase(
        @"\b"
        + Groups
        + @"\b");
}
