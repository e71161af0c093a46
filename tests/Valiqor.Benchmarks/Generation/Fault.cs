namespace Valiqor.Benchmarks.Generation;

/// <summary>What is wrong with a generated item on purpose.</summary>
internal enum Fault
{
    None,
    WrongNumber,
    EmptyOutput,
    RepetitionLoop,
    CutOff,
    CitationOfNothing,
    OffTopicPassages,
    LeakedSecret,
    InvalidArguments,
    UnhandledError,
    CallLoop,
    BrokenSchema,
    NotJson,
}
