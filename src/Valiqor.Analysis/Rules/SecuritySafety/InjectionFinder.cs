using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds orders to the model in the input, in the retrieved passages and in what tools returned.</summary>
internal static class InjectionFinder
{
    private const int MostTexts = 100;

    /// <summary>The last ones look only where those before found nothing.</summary>
    public static ImmutableArray<IFindAll<InjectionSearch, Attack>> Checks { get; } =
    [
        new OverridePhrases(),
        new PromptRequests(),
        new JailbreakPhrases(),
        new ChatMarkup(),
        new AssistantOrders(),
        new StrayTasks(),
    ];

    public static ImmutableArray<InjectedOrder> Find(ItemFacts facts)
    {
        var found = ImmutableArray.CreateBuilder<InjectedOrder>();
        Item item = facts.Item;
        Read(facts, facts.Input, new InjectionPlace(EvidenceSource.Input, 0, default, item.Input), found);
        for (int i = 0; i < Math.Min(MostTexts, facts.Context.Length); i++)
        {
            Read(facts, facts.Context[i], new InjectionPlace(EvidenceSource.Context, i, default, item.Context[i]),
                found);
        }

        for (int i = 0; i < Math.Min(MostTexts, item.ToolCalls.Length); i++)
        {
            if (item.ToolCalls[i].Output is { Length: > 0 } output)
            {
                var place = new InjectionPlace(EvidenceSource.ToolCall, i, ToolCallField.Output, output);
                Read(facts, new TextFacts(output), place, found);
            }
        }

        return found.ToImmutable();
    }

    private static void Read(
        ItemFacts facts,
        TextFacts text,
        InjectionPlace place,
        ImmutableArray<InjectedOrder>.Builder found)
    {
        var attacks = new List<Attack>();
        var parts = new PartText(text);
        bool input = place.Source == EvidenceSource.Input;
        Plainly(parts, input, facts.Input, attacks);
        foreach ((int start, int end, string decoded, string how) in HiddenText.Read(parts))
        {
            if (attacks.Count == 0 && Hides(decoded, input, facts.Input))
            {
                attacks.Add(new Attack(start, end, "hidden_instruction", $"an order to the model, {how}", 0.85)
                {
                    Decoded = decoded,
                });
            }
        }

        foreach (Attack attack in attacks)
        {
            found.Add(new InjectedOrder(place, attack.Start, attack.End, attack.Rule, attack.What, attack.Confidence)
            {
                IsDoubtful = attack.IsDoubtful,
                Decoded = attack.Decoded,
            });
        }
    }

    private static bool Hides(string decoded, bool input, TextFacts question)
    {
        var attacks = new List<Attack>();
        Plainly(new PartText(new TextFacts(decoded)), input, question, attacks);
        return attacks.Any(attack => !attack.IsDoubtful);
    }

    private static void Plainly(PartText text, bool input, TextFacts question, List<Attack> attacks)
    {
        var search = new InjectionSearch(text, input, question);
        foreach (IFindAll<InjectionSearch, Attack> check in Checks)
        {
            check.Find(search, attacks);
        }
    }
}
