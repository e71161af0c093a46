namespace Valiqor.LocalHost.Workflow;

/// <summary>One call of an activity in a pass, and what came of it once something has.</summary>
internal sealed record RecordedCall(int Position, string Name, string Input)
{
    /// <summary>The result as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed for good.</summary>
    public string? Failure { get; init; }

    public bool HasEnded => Result is not null || Failure is not null;
}
