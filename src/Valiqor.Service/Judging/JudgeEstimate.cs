using Valiqor.Analysis.Judging;

namespace Valiqor.Service.Judging;

/// <summary>What a question is likely to take.</summary>
internal static class JudgeEstimate
{
    /// <summary>An answer's own frame: the item's code and the names of its members.</summary>
    private const int FrameTokens = 30;

    /// <summary>A verdict with two sentences and a quote, as current models write them.</summary>
    private const int VerdictTokens = 110;
    private const int MetricTokens = 8;

    /// <summary>English has about four characters a token, and the instructions are English.</summary>
    private const int CharactersPerToken = 4;

    public static int AnswerTokens(JudgeQuestion question) =>
        FrameTokens + (question.Criteria.Length * VerdictTokens) + (question.Metrics.Length * MetricTokens);

    /// <summary>Of prompt and answer, without counting: for reserving, which what was really spent replaces.</summary>
    public static int QuickTokens(JudgePrompt prompt) =>
        ((prompt.System.Length + prompt.User.Length + prompt.Schema.Length) / CharactersPerToken)
        + AnswerTokens(prompt.Question);
}
