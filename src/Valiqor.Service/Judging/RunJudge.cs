using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Scoring;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>
/// Asks a model about the items of one slice, within the run's budget, and hears both judge and rules.
/// </summary>
/// <remarks>Safe for many items at once.</remarks>
internal sealed class RunJudge
{
    private readonly JudgeMeans _means;
    private readonly JudgeSetting _setting;
    private readonly RunBudget _budget;
    private readonly JudgeQuestions _questions;

    internal RunJudge(JudgeMeans means, JudgeSetting setting, RunBudget budget)
    {
        (_means, _setting, _budget) = (means, setting, budget);
        _questions = new JudgeQuestions(means, setting);
    }

    /// <summary>What rules and judge together say of an item. Only cancelling, and storage, make it throw.</summary>
    public async Task<ItemReport> JudgeAsync(Item item, ItemReport report, CancellationToken cancellationToken)
    {
        JudgeReading reading = JudgeReading.Empty;
        JudgeQuestion[] questions = [.. _questions.About(item, report)];
        if (questions.Length > 0)
        {
            foreach (JudgeQuestion question in questions)
            {
                reading = reading.With(await AskAsync(item, question, _setting.Endpoint, 0, cancellationToken));
            }

            reading = await SecondAsync(item, report, reading, cancellationToken);
        }

        return JudgedReport.Of(_setting.Taxonomy, report, reading, _setting.Selection);
    }

    /// <summary>Asks once more about what is severe or doubtful, where settings want that.</summary>
    private async Task<JudgeReading> SecondAsync(
        Item item,
        ItemReport report,
        JudgeReading first,
        CancellationToken cancellationToken)
    {
        if (_setting.SecondEndpoint is not { } endpoint)
        {
            return first;
        }

        ItemReport soFar = JudgedReport.Of(_setting.Taxonomy, report, first, _setting.Selection);
        var doubtful = new JudgeQuestion(
            [
                .. from finding in soFar.Findings
                   where finding.Verdict is { IsMissing: false } verdict && IsDoubtful(finding, verdict)
                   select finding.Subcategory.Id,
            ],
            []);
        if (doubtful.IsEmpty)
        {
            return first;
        }

        JudgeReading second = await AskAsync(item, doubtful, endpoint, 1, cancellationToken);
        var verdicts = first.Verdicts.ToBuilder();
        foreach ((string id, JudgeVerdict verdict) in second.Verdicts)
        {
            verdicts[id] = verdicts[id].Beside(verdict);
        }

        return first with { Verdicts = verdicts.ToImmutable(), Faults = first.Faults.AddRange(second.Faults) };
    }

    private bool IsDoubtful(Finding finding, JudgeVerdict verdict) =>
        verdict.Decision != Decision.NotApplicable
        && (verdict.Confidence < _setting.Options.DoubtConfidence
            || Score.Of(_setting.Taxonomy, finding).Severity >= _setting.SevereFrom);

    /// <param name="opinion">
    /// 0 the first, 1 the second, which must not be answered with what was kept of the first.
    /// </param>
    private async Task<JudgeReading> AskAsync(
        Item item,
        JudgeQuestion question,
        ModelEndpoint endpoint,
        int opinion,
        CancellationToken cancellationToken)
    {
        (JudgePrompt prompt, string name) = _questions.Write(item, question, endpoint, opinion);
        RunRef run = _setting.Run;
        if (await _means.Kept.FindAsync(run.Organization, name, cancellationToken) is { } kept)
        {
            await _budget.AddKeptAsync(cancellationToken);
            return VerdictReader.Read(kept, prompt, item);
        }

        JudgeReading reading = JudgeReading.Empty;
        for (int tries = 1; tries <= _setting.Options.AnswerTries; tries++)
        {
            var asked = await TryAsync(prompt, name, endpoint, item, cancellationToken);
            reading = asked.Reading with { Faults = reading.Faults.AddRange(asked.Reading.Faults) };
            if (asked.IsFinal)
            {
                return reading;
            }
        }

        return reading;
    }

    private async Task<Asked> TryAsync(
        JudgePrompt prompt,
        string name,
        ModelEndpoint endpoint,
        Item item,
        CancellationToken cancellationToken)
    {
        int estimate = JudgeEstimate.QuickTokens(prompt);
        if (!_budget.TryReserve(estimate))
        {
            return Asked.Final(JudgeReading.NotAsked(prompt.Question, _budget.Fault, _budget.WhyNot));
        }

        TokenUse spent = default;
        Task keeping = Task.CompletedTask;
        try
        {
            var request = new ModelRequest(
                prompt.System, prompt.User, prompt.Schema, JudgePrompt.SchemaName, estimate);
            ModelAnswer answer = await _means.Client.AskAsync(endpoint, request, cancellationToken);
            spent = answer.Use;
            Asked heard = Heard(answer, prompt, item);
            keeping = heard.IsWorthKeeping
                ? _means.Kept.KeepAsync(_setting.Run.Organization, name, answer, CancellationToken.None)
                : keeping;
            return heard;
        }
        catch (ModelUnavailableException e)
        {
            spent = e.Spent;
            return Unanswered(e, prompt.Question);
        }
        finally
        {
            // What has been spent is counted, and what was bought is kept, even where the run is being stopped.
            await Task.WhenAll(keeping, _budget.SettleAsync(estimate, spent, CancellationToken.None));
        }
    }

    private static Asked Heard(ModelAnswer answer, JudgePrompt prompt, Item item)
    {
        if (answer.Refusal is not null || answer.FinishReason == FinishReason.ContentFilter)
        {
            return Asked.Final(JudgeReading.None(
                prompt.Question, JudgeFault.Refused, "The judge model declined to judge this item."));
        }

        JudgeReading reading = VerdictReader.Read(answer.Text, prompt, item);
        return new Asked(reading, IsFinal: reading.IsComplete, IsWorthKeeping: reading.IsComplete);
    }

    private Asked Unanswered(ModelUnavailableException e, JudgeQuestion question)
    {
        if (e.Reason is ModelFailure.Unauthorized or ModelFailure.NotFound or ModelFailure.QuotaExhausted)
        {
            // No other item would fare better: the rules go on alone, and the run says so.
            _budget.Stop(e.Message);
            return Asked.Final(JudgeReading.NotAsked(question, JudgeFault.Unavailable, _budget.WhyNot));
        }

        JudgeFault fault = e.Reason == ModelFailure.AnswerTooLarge ? JudgeFault.AnswerTooLarge : JudgeFault.Unavailable;
        return Asked.Final(JudgeReading.None(question, fault, $"The judge gave no answer: {e.Message}"));
    }

    /// <param name="IsFinal">Asking again would be of no use.</param>
    private readonly record struct Asked(JudgeReading Reading, bool IsFinal, bool IsWorthKeeping)
    {
        public static Asked Final(JudgeReading reading) => new(reading, IsFinal: true, IsWorthKeeping: false);
    }
}

/// <summary>What every judge works with.</summary>
internal sealed record JudgeMeans(
    ModelClient Client,
    RunKeys Keys,
    KeptAnswers Kept,
    JudgeSpending Spending,
    JudgePrompts Prompts,
    TokenCounter Tokens);

/// <summary>How the judge of one run is set.</summary>
/// <param name="SecondEndpoint">Who gives second opinions; null: nobody.</param>
/// <param name="SevereFrom">0–5: from where on a verdict is severe.</param>
internal sealed record JudgeSetting(
    RunRef Run,
    FeatureKind Kind,
    FailureTaxonomy Taxonomy,
    JudgeSelection Selection,
    JudgeOptions Options,
    ModelEndpoint Endpoint,
    ModelEndpoint? SecondEndpoint,
    double SevereFrom);
