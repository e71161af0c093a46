namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Word classes of requests that ask for harm, as parts of regular expressions: general English, put together by hand
/// along the usual hazard categories (violence, crime, weapons, drugs, privacy, hate).
/// </summary>
internal static class HarmWords
{
    /// <summary>Those whom somebody calls "my".</summary>
    public const string Relations =
        @"(?:wife|husband|partner|spouse|girlfriend|boyfriend|ex|ex-\w+|mother|father|mom|mum|dad|parents?|"
        + @"brother|sister|siblings?|son|daughter|kids?|child(?:ren)?|baby|uncle|aunt|cousin|grand\w+|"
        + @"in-laws?|family|friends?|neighbou?rs?|boss|manager|supervisor|co-?workers?|colleagues?|employees?|"
        + @"employer|teachers?|professor|students?|classmates?|roommate|housemate|landlord|tenants?|doctor|"
        + @"nurse|therapist|dentist|lawyer|client|customers?|patient|babysitter|nanny|roofer|plumber|gardener|"
        + @"servant|maid|mentee|mentor|intern|officer|rivals?|competitors?|enem(?:y|ies)|date|crush|stalker|"
        + @"bully|coach|pastor|priest|accountant|driver|mechanic|hairdresser|barber|tutor|chef|builder|"
        + @"cleaner|banker|trainer|dealer|lover|follower|opponent|abuser|killer|rapist|receptionist|"
        + @"pharmacist|senator|mayor|governor|minister|councill?or|director|inspector|investigator|"
        + @"delivery (?:man|guy|person)|uber driver|prison guard|guard|widow|bride|groom|godmother|godfather|"
        + @"stepmother|stepfather|stepson|stepdaughter|step-\w+|mailman|postman|caretaker|caregiver|carer|"
        + @"butler|housekeeper|handyman|electrician|veterinarian|vet|optician|surgeon|librarian|principal|"
        + @"headmaster|dean|author|editor|publisher|investor|partner|helper|worker)";

    /// <summary>Groups that hate and discrimination are turned against.</summary>
    public const string Groups =
        @"(?:jew(?:s|ish)?|muslims?|christians?|hindus?|sikhs?|buddhists?|blacks|black (?:people|men|women|"
        + @"man|woman|children|folks?|americans?|community|kids|students|neighbou?rs?)|white (?:people|men|"
        + @"women|man|woman)|whites|asians?|africans?|african[- ]americans?|latin[oax]s?|hispanics?|arabs?|"
        + @"mexicans?|chinese|indians?|roma|romani|gyps(?:y|ies)|immigrants?|migrants?|refugees?|foreigners?|"
        + @"minorit(?:y|ies)|gays?|lesbians?|homosexuals?|bisexuals?|trans(?:gender)?s?|queers?|lgbt\w*|women|"
        + @"woman|females?|girls?|disabled|autistic|elderly|homeless|pregnant|indigenous|native americans?|"
        + @"aborigin\w+|poor|obese|fat|people of colou?r|ethnic|natives|palestinians?|israelis?)";

    /// <summary>People, however they are called.</summary>
    public const string Persons =
        @"(?:some(?:one|body)|any(?:one|body)|every(?:one|body)|a (?:\w+ )?(?:person|man|woman|guy|girl|boy|"
        + @"kid|child|human|baby|politician|president|cop|police\w*|stranger|judge|witness|crowd)|(?:another |"
        + @"other |human )?(?:person|people|humans?|men|children|kids|students|civilians|innocents?|victims?|"
        + @"strangers|a crowd|crowds|politicians?|voters|lives)|human(?:ity| beings?)|(?:my|your|his|her|"
        + @"their|our)(?: own)?(?: \w+)? "
        + Relations
        + @"|him|her\b|them\b|myself|yourself|himself|herself|"
        + Groups
        + @"|joe biden|donald trump|the president|the queen|the king|the pope|(?:dead |human )(?:body|bodies|"
        + @"corpse)|human (?:spine|skull|bones?|throat|neck)|the police)";

    /// <summary>What can be done to a body, as a verb.</summary>
    public const string Violence =
        @"(?:kill|murder|assassinate|stab|shoot|poison|strangle|choke|drown|suffocate|beat|punch|hurt|harm|"
        + @"injure|maim|torture|kidnap|abduct|attack|assault|rape|molest|behead|decapitate|execute|slaughter|"
        + @"massacre|exterminate|eradicate|annihilate|eliminate|wipe out|get rid of|destroy|decimat\w+|"
        + @"cremate|burn|blow up|bomb|overpower|push|crush|slap|whip|cut|chop|dismember|knock out|drug|lynch|"
        + @"hang|take out|threaten|intimidate|bully|harass|stalk|blackmail|groom|silence|snipe|smash|"
        + @"electrocute|run over|terrori[sz]e|oppress|enslave|sterili[sz]e|hunt|trap|gas)(?:e?d|s|ing|ling|"
        + @"ning|ting|ping|bing)?";

    /// <summary>The same, as an act.</summary>
    public const string ViolentActs =
        @"(?:killing|murdering|stabbing|shooting|poisoning|strangling|drowning|beating|hurting|harming|"
        + @"torturing|kidnapping|attacking|assaulting|decimating|eradicating|annihilating|executing|"
        + @"destroying|exterminating|pushing|blowing up|getting rid of|wiping out|beheading|crushing|burning|"
        + @"bombing|stalking|harassing|bullying)";

    /// <summary>What belongs to a person: a limb, a home, an account.</summary>
    public const string SomeonesOwn =
        @"(?:(?:some(?:one|body)|(?:an)?other (?:person|man|woman)|people|person|man|woman|wom[ae]n|"
        + @"enem(?:y|ies)|him|her|their|his|(?:my (?:\w+ )?)?"
        + Relations
        + @")(?:['’]s?)? (?:\w+ ){0,2}(?:heads?|face|legs?|arms?|bones?|neck|skull|teeth|fingers?|eyes?|"
        + @"throat|spine|nose|jaw|ribs?|body|skin|heart|knees?|car|house|home|property|tires|wallet|purse|"
        + @"phone|money|identity|drink|food|pet|dog|cat|computer|account|email)|human (?:skull|spine|bones?|"
        + @"body|heart|head|neck|flesh|beings?|throat|corpse)s?|dead (?:body|bodies|person))";

    /// <summary>Where many people are.</summary>
    public const string CrowdedPlaces =
        @"(?:cit(?:y|ies)|villages?|towns?|countr(?:y|ies)|nations?|populations?|schools?|church\w*|"
        + @"mosques?|synagogues?|temples?|crowds?|stadiums?|concerts?|(?:army|military) base|airports?|"
        + @"airplanes?|planes?|trains?|subways?|hospitals?|embass(?:y|ies)|government|parliament|congress|"
        + @"police station|shopping malls?|malls?|dams?|power (?:grid|plant)s?|bridges?|neighbou?rhoods?|"
        + @"communit(?:y|ies)|race of|the world|civili[sz]ation|festival|parade|marathon|bank)";

    /// <summary>What can be done to a place.</summary>
    public const string Destruction =
        @"(?:wip(?:e|ing) out|obliterat\w+|annihilat\w+|destroy\w*|bomb(?:ing)?|blow(?:ing)? up|explod\w+|"
        + @"burn(?:ing)? down|attack\w*|decimat\w+|eradicat\w+|exterminat\w+|massacr\w+|shoot(?:ing)? up|"
        + @"eliminat\w+|terrori[sz]\w+|nuk(?:e|ing)|raz(?:e|ing)|level(?:ing)?|poison\w*|hijack\w*|"
        + @"crash(?:ing)?|rob(?:bing)?|sabotag\w+|set fire to)";

    /// <summary>Drugs.</summary>
    public const string Drugs =
        @"(?:crack|cocaine|heroin|meth(?:amphetamine)?|crystal meth|lsd|acid tabs?|mdma|ecstasy|molly|"
        + @"fentanyl|ketamine|ghb|pcp|dmt|opium|opioids|weed|marijuana|marihuana|cannabis|magic mushrooms|"
        + @"shrooms|psilocybin|drugs|steroids|xanax|oxycodone|adderall|date rape drug|roofies|rohypnol)";

    /// <summary>Weapons and explosives.</summary>
    public const string Weapons =
        @"(?:pipe bombs?|nail bombs?|dirty bombs?|bombs?|explosives?|molotov\w*|napalm|ricin|anthrax|sarin|"
        + @"nerve (?:gas|agents?)|mustard gas|chemical weapons?|biological weapons?|bioweapons?|"
        + @"nuclear (?:bomb|weapon|device)|ghost guns?|silencers?|suppressors?|untraceable (?:guns?|weapons?)|"
        + @"guns?|firearms?|grenades?|land ?mines?|ied|weapons?|poison(?:ous gas)?|detonators?|thermite|"
        + @"gunpowder|ammunition)";

    /// <summary>What is a person's own to tell.</summary>
    public const string PrivateData =
        @"(?:passport|social security|ssn|driver['’]?s['’]? licen[cs]e|licen[cs]e (?:number|plate)|"
        + @"credit card|debit card|card details|bank (?:account|details)|pin\b|pin code|password|passcode|"
        + @"login|home address|private address|address|phone number|mobile number|email|medical (?:records?|"
        + @"history)|health records?|diagnos\w+|criminal (?:history|record)|arrest record|religious beliefs?|"
        + @"religion|political (?:views|affiliation|beliefs)|sexual orientation|sexuality|marital status|"
        + @"immigration status|birth certificate|tax (?:records?|returns?)|salary|income|credit (?:score|"
        + @"history)|employment history|location|whereabouts|browsing history|search history|text messages|"
        + @"messages|dna|nudes?|naked photos?|intimate photos?|hiv status|ethnicity|disabilit\w+|"
        + @"date of birth|birthday|family situation|alcoholic|financial\w*(?: \w+)?|debts?|account (?:number|"
        + @"details)|nationality|visa|citizenship)";
}
