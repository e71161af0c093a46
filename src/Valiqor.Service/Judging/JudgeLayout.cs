namespace Valiqor.Service.Judging;

/// <summary>Where lies what a judge answered and cost, and the callers' own keys for it.</summary>
internal static class JudgeLayout
{
    /// <summary>The callers' own judge keys, encrypted, of runs that go on.</summary>
    public const string RunKeyTable = "ValiqorRunKeys";

    /// <summary>What judge keys are encrypted with: it opens them, so it is worth as much as they are.</summary>
    public const string KeyRingContainer = "key-ring";

    public const string KeyRingBlob = "data-protection.xml";

    /// <summary>What judge models answered.</summary>
    public const string AnswerTable = "ValiqorAnswers";

    public static string JudgeSpendingRow(string runId) => $"judge|{runId}";

    public static string AnswerPartition(string organization) => organization;
}
