using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>Reckons what judging items would take, by the very prompts that would be sent, and asks no model.</summary>
/// <remarks>Second opinions and repeated tries depend on answers, and are left out.</remarks>
internal sealed class JudgeForecast
{
    private readonly JudgeMeans _means;
    private readonly JudgeSetting _setting;
    private readonly JudgeQuestions _questions;
    private readonly PromptTokens _tokens;

    public JudgeForecast(JudgeMeans means, JudgeSetting setting, RunBudget budget)
    {
        (_means, _setting, Budget) = (means, setting, budget);
        _questions = new JudgeQuestions(means, setting);
        _tokens = new PromptTokens(means.Tokens);
    }

    public RunBudget Budget { get; }

    /// <summary>Items about which there is something to ask, answered before or not.</summary>
    public int Items { get; private set; }

    public int Calls { get; private set; }

    public int KeptAnswers { get; private set; }

    public TokenUse Use { get; private set; }

    /// <summary>In the currency of the prices; 0 where there are none.</summary>
    public decimal Cost => _setting.Options.Prices.CostOf(Use);

    /// <param name="items">Each with what the rules say of it; few enough to be held at a time.</param>
    public async Task AddAsync(
        IEnumerable<(Item Item, ItemReport Rules)> items,
        CancellationToken cancellationToken)
    {
        var prompts = new List<NamedPrompt>();
        foreach ((Item item, ItemReport rules) in items)
        {
            int before = prompts.Count;
            prompts.AddRange(
                from question in _questions.About(item, rules)
                select _questions.Write(item, question, _setting.Endpoint, opinion: 0));
            Items += prompts.Count > before ? 1 : 0;
        }

        // One by one, looking them up would take longer than all the rest.
        string?[] kept = await Task.WhenAll(
            from prompt in prompts
            select _means.Kept.FindAsync(_setting.Run.Organization, prompt.Name, cancellationToken));
        foreach ((NamedPrompt prompt, string? answer) in prompts.Zip(kept))
        {
            Count(prompt.Prompt, answer is not null);
        }
    }

    private void Count(JudgePrompt prompt, bool isKept)
    {
        if (isKept)
        {
            KeptAnswers++;
            return;
        }

        Calls++;
        Use = Use with
        {
            Prompt = Use.Prompt + _tokens.Of(prompt),
            Completion = Use.Completion + JudgeEstimate.AnswerTokens(prompt.Question),
        };
    }
}
