using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Rules.SecuritySafety;

namespace Valiqor.Analysis.Tests;

/// <summary>
/// Holds the checks inside a subcategory to their cases. A case names the rule that it tries: a failing one has
/// evidence of it, a passing one looks as if it had.
/// </summary>
public sealed class CheckCaseTests
{
    /// <summary>Its keys would be taken for real ones in a file: SecretFormatTests puts them together.</summary>
    private static readonly Type[] TriedElsewhere = [typeof(ProviderSecrets)];

    private static readonly IComposedRule[] Composed = [.. DetectorCatalog.All.OfType<IComposedRule>()];

    [Fact]
    public void Every_check_has_a_rule_with_a_failing_and_a_passing_case()
    {
        foreach (IComposedRule rule in Composed)
        {
            string[] named = [.. Cases(rule.Subcategory).Select(row => (string)row["rule"]!).Distinct()];
            foreach (ICheck check in rule.Checks.Where(check => !TriedElsewhere.Contains(check.GetType())))
            {
                check.Rules.ShouldNotBeEmpty();
                check.Rules.Intersect(named).ShouldNotBeEmpty($"{rule.Subcategory}: {check.GetType().Name}");
            }
        }
    }

    [Fact]
    public void A_rule_that_cases_name_has_both_kinds_and_the_failing_ones_show_it()
    {
        foreach (IComposedRule rule in Composed)
        {
            foreach (var group in Cases(rule.Subcategory).GroupBy(row => (string)row["rule"]!))
            {
                rule.Checks.SelectMany(check => check.Rules).ShouldContain(group.Key, rule.Subcategory);
                group.Select(row => (string)row["expect"]!).ShouldContain("fail", group.Key);
                group.ShouldContain(row => (string)row["expect"]! != "fail", group.Key);
                foreach (JsonNode row in group)
                {
                    Item item = Some.Item(JsonDocument.Parse(row["item"]!.ToJsonString()).RootElement);
                    bool shown = rule.Inspect(new ItemFacts(item)).Evidence
                        .Any(evidence => evidence.Rule == group.Key);
                    shown.ShouldBe((string)row["expect"]! == "fail", $"{group.Key}: {row["why"]}");
                }
            }
        }
    }

    [Fact]
    public void Every_check_class_is_in_the_list_of_a_rule()
    {
        var listed = Composed.SelectMany(rule => rule.Checks).Select(check => check.GetType()).ToHashSet();
        typeof(ICheck).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ICheck)) && !listed.Contains(type))
            .Select(type => type.Name)
            .ShouldBeEmpty();
    }

    private static IEnumerable<JsonNode> Cases(string subcategory) =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", $"{subcategory}.jsonl"))
        let row = JsonNode.Parse(line)!
        where row["rule"] is not null
        select row;
}
