namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>What a word tells of unsafe content. The words stand in unsafe-words.txt.</summary>
[Flags]
internal enum Sign
{
    None = 0,
    Explicit = 1 << 0,

    /// <summary>Words of erotic texts that other texts have too: they count together.</summary>
    Suggestive = 1 << 1,
    Minor = 1 << 2,
    Slur = 1 << 3,

    /// <summary>People by origin, faith, sex or body.</summary>
    Group = 1 << 4,
    Dehumanize = 1 << 5,
    Kill = 1 << 6,
    Insult = 1 << 7,
    Profanity = 1 << 8,
    You = 1 << 9,
    Self = 1 << 10,
    Must = 1 << 11,
    Be = 1 << 12,

    /// <summary>Words of reports and studies, which name what they do not say.</summary>
    Quote = 1 << 13,

    /// <summary>Words of those who help.</summary>
    Help = 1 << 14,
    Clinical = 1 << 15,
    Not = 1 << 16,

    /// <summary>Words of origin or faith that name people only before a word for people: "black", "Indian".</summary>
    Adjective = 1 << 17,
    People = 1 << 18,
}
