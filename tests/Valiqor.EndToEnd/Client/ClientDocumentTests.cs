using System.Reflection;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Client;

/// <summary>docs/client.md names every method, its route and the test that shows it.</summary>
public sealed class ClientDocumentTests
{
    /// <summary>The Python client's methods and its job handle's, as publicly documented.</summary>
    private static readonly string[] Documented =
    [
        "run", "run_async", "playground", "list_runs", "get_run_count", "get_run", "poll_status", "cancel_run",
        "get_run_inputs", "get_tags", "update_tag", "get_taxonomy", "get_bucket", "get_subcategories", "get_insights",
        "get_trends", "get_security_insights", "get_projects", "handle.status", "handle.wait", "handle.result",
        "handle.cancel",
    ];

    [Fact]
    public void The_client_document_lists_the_methods()
    {
        IEnumerable<string> rows =
            from row in ClientTable.Rows
            select $"| {(row.Documented.Length == 0 ? "–" : $"`{row.Documented}`")} | `{row.Type.Name}.{row.Method}` "
                + $"| {RouteOf(row)} | `{row.Tests.Name}.{row.Test}` |";
        string[] lines = ["| Python | C# | Route | Shown by |", "|---|---|---|---|", .. rows];

        Snapshot.MatchesPart(string.Join('\n', lines), "docs/client.md", "methods");
    }

    [Fact]
    public void Every_documented_method_is_there() =>
        Documented.Except(ClientTable.Rows.Select(row => row.Documented)).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(FailureAnalysisClient))]
    [InlineData(typeof(RunJob))]
    [InlineData(typeof(TracesClient))]
    [InlineData(typeof(ScansClient))]
    [InlineData(typeof(SecurityClient))]
    [InlineData(typeof(EvaluationsClient))]
    [InlineData(typeof(KeysClient))]
    public void Every_method_has_a_row(Type type)
    {
        IEnumerable<string> methods =
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName && method.Name != nameof(IDisposable.Dispose)
            select method.Name;

        methods.Distinct().Except(ClientTable.Rows.Where(row => row.Type == type).Select(row => row.Method))
            .ShouldBeEmpty($"add a row to {nameof(ClientTable)}");
    }

    [Fact]
    public void Every_test_that_is_named_is_a_test()
    {
        IEnumerable<string> none =
            from row in ClientTable.Rows
            where row.Tests.GetMethod(row.Test)?.GetCustomAttribute<FactAttribute>() is null
            select $"{row.Tests.Name}.{row.Test}";

        none.ShouldBeEmpty();
    }

    private static string RouteOf(ClientTable row) =>
        row.Route.Length == 0 ? "none" : $"{row.Route.Split(' ')[0]} `/{row.Route.Split(' ')[1]}`";
}
