namespace Valiqor.Service.Traces;

/// <summary>What a trace may come to. Each is far above what applications record and far below what harms.</summary>
internal static class TraceLimits
{
    /// <summary>Levels of nesting of a body; an answer about the trace adds a few, and readers stop at 64.</summary>
    public const int Depth = 48;

    /// <summary>UTF-16 units of one text: an item of several such texts still fits the longest item.</summary>
    public const int TextCharacters = 1_000_000;

    public const int SpansPerTrace = 10_000;

    /// <summary>Messages, and likewise retrievals, of a documented trace.</summary>
    public const int RowsPerList = 10_000;

    /// <summary>Each trace of a body costs a few calls of storage before the answer.</summary>
    public const int TracesPerBody = 1_000;

    /// <summary>Bytes of JSON of a trace with all its parts: it is read whole into memory.</summary>
    public const int TraceBytes = 64 * 1024 * 1024;

    /// <summary>With more parts than this a trace's parts are written together.</summary>
    public const int LooseParts = 16;
}
