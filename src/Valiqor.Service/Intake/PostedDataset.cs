using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Intake;

/// <summary>Holds the items of a body to what an item is.</summary>
internal static class PostedDataset
{
    /// <summary>As many as anyone reads.</summary>
    private const int MostProblems = 100;

    /// <exception cref="ProblemException">There is none, or some are no items; it names each place.</exception>
    public static ImmutableArray<Item> Check(JsonElement dataset)
    {
        var problems = new List<FieldProblem>();
        var items = ImmutableArray.CreateBuilder<Item>(dataset.GetArrayLength());
        foreach ((int i, JsonElement element) in dataset.EnumerateArray().Index())
        {
            if (ItemParser.Parse(element, out ImmutableArray<ItemProblem> found) is { } item)
            {
                items.Add(item);
            }

            problems.AddRange(found.Select(problem => FieldProblems.Of(
                problem.Message, problem.Type, (object[])["body", "dataset", i, .. problem.Place])));
            if (problems.Count >= MostProblems)
            {
                break;
            }
        }

        return problems.Count > 0 ? throw ProblemException.Invalid(problems)
            : items.Count > 0 ? items.ToImmutable()
            : throw ProblemException.Invalid(FieldProblems.Of(
                "The dataset is empty: give at least one item.", "too_short", "body", "dataset"));
    }
}
