namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>The parts a word may play in an order to a model. The words stand in injection-words.txt.</summary>
[Flags]
internal enum Part : ulong
{
    None = 0,
    Ignore = 1UL << 0,

    /// <summary>Verbs that may also mean it, and are common elsewhere: "drop", "override", "leave behind".</summary>
    SetAside = 1UL << 1,
    All = 1UL << 2,
    Prior = 1UL << 3,
    Told = 1UL << 4,
    Instruction = 1UL << 5,

    /// <summary>Nouns that may also mean instructions, and are common elsewhere: "rules", "orders".</summary>
    Rule = 1UL << 6,
    Reveal = 1UL << 7,
    Prompt = 1UL << 8,
    Hidden = 1UL << 9,
    Above = 1UL << 10,
    Your = 1UL << 11,
    Subject = 1UL << 12,
    Negation = 1UL << 13,
    Output = 1UL << 14,
    New = 1UL << 15,
    Task = 1UL << 16,
    Now = 1UL << 17,
    Start = 1UL << 18,
    Instead = 1UL << 19,
    Please = 1UL << 20,
    You = 1UL << 21,
    Modal = 1UL << 22,
    ReplyNoun = 1UL << 23,
    ReplyVerb = 1UL << 24,
    EditVerb = 1UL << 25,
    Language = 1UL << 26,
    Cipher = 1UL << 27,
    Assistant = 1UL << 28,
    User = 1UL << 29,
    Document = 1UL << 30,
    Unrestricted = 1UL << 31,
    Pretend = 1UL << 32,
    Free = 1UL << 33,
    Limit = 1UL << 34,
    Void = 1UL << 35,
    Follow = 1UL << 36,
    Despite = 1UL << 37,
    My = 1UL << 38,
    To = 1UL << 39,
    About = 1UL << 40,
    Meta = 1UL << 41,
    People = 1UL << 42,
    Contact = 1UL << 43,
    TaskVerb = 1UL << 44,
    QuestionWord = 1UL << 45,
    Article = 1UL << 46,
    Link = 1UL << 47,

    /// <summary>
    /// Words that orders in a system prompt begin with, and that are common elsewhere: "always", "use".
    /// </summary>
    Head = 1UL << 48,
    Secret = 1UL << 49,

    /// <summary>Nouns of words to be said as they stand: "phrase", "sentence".</summary>
    Quoted = 1UL << 51,

    /// <summary>"Ignore", "previous", "instructions" and "prompt" in ROT13.</summary>
    Rotated = 1UL << 52,

    /// <summary>The same words backwards.</summary>
    Reversed = 1UL << 53,

    /// <summary>What rules of a model are about: "content", "safety".</summary>
    Ethic = 1UL << 50,

    /// <summary>A sentence ends before this word.</summary>
    Break = 1UL << 61,

    /// <summary>A line ends before this word.</summary>
    NewLine = 1UL << 62,

    /// <summary>A comma, colon, quote or bracket stands before this word.</summary>
    Mark = 1UL << 63,

    Gaps = Break | NewLine | Mark,
}
