using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli;

/// <summary>Finds the run that a person means by a part of its id.</summary>
internal static class RunFinder
{
    public const string Latest = "latest";

    /// <summary>How much of an id tables show: its end, since ids of one time begin alike.</summary>
    public const int ShownLetters = 8;

    // As long as that is a whole id of any service, and not looked for among others.
    private const int WholeIdLetters = 20;
    private const int FewestLetters = 4;
    private const int RunsSearched = 1_000;
    private const int MatchesNamed = 3;

    private const string Prefix = "run_";

    /// <exception cref="UsageException">No run is meant by it, or several.</exception>
    public static async Task<string> FindAsync(
        FailureAnalysisClient client,
        string text,
        CancellationToken cancellationToken)
    {
        if (text == Latest)
        {
            RunListPage page = await client.ListRunsAsync(null, 1, 1, cancellationToken);
            return page.Runs is [var newest, ..] ? newest.RunId
                : throw new UsageException("There are no runs yet: valiqor analyze FILE makes one.");
        }

        if (text.Length >= WholeIdLetters)
        {
            return text;
        }

        if (text.Length < FewestLetters)
        {
            throw new UsageException(
                $"'{text}' is too short for a run: give at least {FewestLetters} letters of its id.");
        }

        string[] found = await client.ListAllRunsAsync(new RunFilter { ProjectName = "" }, cancellationToken)
            .Take(RunsSearched)
            .Select(row => row.RunId)
            .Where(id => Matches(id, text))
            .Take(MatchesNamed + 1)
            .ToArrayAsync(cancellationToken);
        return found switch
        {
            [var one] => one,
            [] => throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"None of the newest {RunsSearched:N0} runs has an id that ends or begins with '{text}': "
                + $"'valiqor runs' lists them.")),
            _ => throw new UsageException(
                $"'{text}' may mean {string.Join(", ", found.Take(MatchesNamed))}"
                + (found.Length > MatchesNamed ? " and more" : "") + ": give more letters."),
        };
    }

    /// <summary>What <see cref="FindAsync"/> finds the run by.</summary>
    public static string Short(string runId) =>
        runId.Length <= ShownLetters ? runId : runId[^ShownLetters..];

    private static bool Matches(string id, string text) =>
        id.EndsWith(text, StringComparison.Ordinal)
        || id.StartsWith(text, StringComparison.Ordinal)
        || id.StartsWith(Prefix + text, StringComparison.Ordinal);
}
