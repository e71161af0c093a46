using Valiqor.Text.Patterns;


namespace Valiqor.Service.Traces;

/// <summary>The ids of traces: hexadecimal numbers, UUIDs, or names.</summary>
internal static class TraceIds
{
    public const string Rule =
        "1 to 128 letters, digits and _ . : -, with no dot at either end and no '..'";

    /// <summary>Dots are held in because an id is also a segment of a blob's name.</summary>
    public static bool IsId(string id) => IdPattern.IsMatch(id) && !id.Contains("..", StringComparison.Ordinal);

    private static readonly Pattern IdPattern = Pattern.Of(
        @"^[A-Za-z0-9_:-](?:[A-Za-z0-9_.:-]{0,126}[A-Za-z0-9_:-])?\z");
}
