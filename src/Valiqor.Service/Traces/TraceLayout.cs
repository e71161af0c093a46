namespace Valiqor.Service.Traces;

/// <summary>Where traces lie.</summary>
internal static class TraceLayout
{
    public const string TraceContainer = "traces";

    public const string TraceTable = "ValiqorTraces";

    /// <summary>What the names of a trace's parts begin with.</summary>
    public static string TraceFolder(string organization, string traceId) => $"{organization}/{traceId}/";

    /// <param name="hash">Of the part's bytes, so that the same part posted again is the same blob.</param>
    public static string TracePartBlob(string organization, string traceId, string hash) =>
        $"{TraceFolder(organization, traceId)}{hash}.json";
}
