using System.Globalization;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>What the judge of a run is asked about an item: for asking, and for reckoning what it takes.</summary>
internal sealed class JudgeQuestions(JudgeMeans means, JudgeSetting setting)
{
    private readonly ItemCut _cut = new(means.Tokens.Count);

    /// <summary>None where the rules have settled all that there is.</summary>
    public IEnumerable<JudgeQuestion> About(Item item, ItemReport rules)
    {
        JudgeQuestion question = JudgeQuestion.About(item, rules, setting.Selection, setting.Kind);
        return question.IsEmpty ? [] : question.Split(setting.Options.CriteriaPerCall);
    }

    /// <summary>A question as it is sent, and the name that its answer is kept under.</summary>
    /// <param name="opinion">0 the first, 1 the second, which is not answered with what was kept of the first.</param>
    public NamedPrompt Write(Item item, JudgeQuestion question, ModelEndpoint endpoint, int opinion)
    {
        JudgePrompt prompt = JudgePrompt.Write(means.Prompts, question, item, _cut, setting.Options.ItemTokens);
        ModelOptions model = setting.Options.Model;
        string name = KeptAnswers.NameOf(
            endpoint.Address.GetLeftPart(UriPartial.Path),
            endpoint.Model,
            means.Prompts.Version,
            string.Create(
                CultureInfo.InvariantCulture, $"{opinion}|{model.Temperature}|{model.Seed}|{model.ReasoningEffort}"),
            prompt.User,
            prompt.Schema);
        return new NamedPrompt(prompt, name);
    }
}

/// <param name="Name">Of the answer, among the kept ones.</param>
internal readonly record struct NamedPrompt(JudgePrompt Prompt, string Name);
