namespace Valiqor.Service.Runs;

/// <summary>What a run can say it was made of.</summary>
internal static class InputTypes
{
    public const string Json = "json";
    public const string Csv = "csv";
    public const string Trace = "trace";
}
