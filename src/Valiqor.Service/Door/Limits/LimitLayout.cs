namespace Valiqor.Service.Door.Limits;

/// <summary>Where it is counted what keys and organizations have used.</summary>
internal static class LimitLayout
{
    /// <summary>What keys and organizations have used.</summary>
    public const string LimitTable = "ValiqorLimits";

    public static string KeyCallsRow(string keyId) => $"calls|{keyId}";

    /// <param name="month">As <c>2026-11</c>.</param>
    public static string MonthRow(string month) => $"month|{month}";
}
