using System.Globalization;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Documents;

/// <summary>docs/decisions/README.md lists every decision, and every number that has none.</summary>
public sealed class DecisionDocumentTests
{
    private const string Folder = "docs/decisions";

    /// <summary>Never used; a new decision takes the next number after the last one.</summary>
    private static readonly int[] Unused = [8, 9, 12];

    [Fact]
    public void The_index_lists_the_decisions()
    {
        IEnumerable<string> rows =
            from decision in Decisions()
            select $"- [{decision.Number}. {decision.Title}]({decision.File})";

        Snapshot.MatchesPart(string.Join('\n', rows), $"{Folder}/README.md", "decisions");
    }

    [Fact]
    public void Every_decision_has_the_number_of_its_file()
    {
        foreach ((int number, _, string file) in Decisions())
        {
            file.ShouldStartWith(number.ToString("D4", CultureInfo.InvariantCulture) + "-");
        }
    }

    [Fact]
    public void No_number_is_missing_unexplained()
    {
        int[] numbers = [.. Decisions().Select(decision => decision.Number)];

        Enumerable.Range(1, numbers.Max()).Except(numbers).ShouldBe(Unused);
    }

    private static IEnumerable<(int Number, string Title, string File)> Decisions() =>
        from file in Repository.Files(Folder, "*-*.md").Order(StringComparer.Ordinal)
        let words = File.ReadLines(file).First().TrimStart('#', ' ').Split(". ", 2)
        select (int.Parse(words[0], CultureInfo.InvariantCulture), words[1], Path.GetFileName(file));
}
