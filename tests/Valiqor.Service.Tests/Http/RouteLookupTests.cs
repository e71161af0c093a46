using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Http;

/// <summary>The one lookup of methods and paths.</summary>
public sealed class RouteLookupTests : IDisposable
{
    private readonly OperationTable _table = new();

    [Fact]
    public void Every_operation_and_alias_is_found_by_its_own_route()
    {
        foreach ((_, Alias way) in _table.Ways)
        {
            string path = "/" + way.Route.Replace('{', '_').Replace('}', '_');
            RouteMatch match = _table.Lookup.Find(way.Method, path);

            match.Way.ShouldBe(way);
            match.Values.Keys.ShouldBe(OperationTable.RouteParametersOf(way.Route), ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("GET", "/v2/failure-analysis/runs/count", "GetRunCount")]
    [InlineData("GET", "/v2/failure-analysis/runs/run_1", "GetRun")]
    [InlineData("GET", "/v2/failure-analysis/run_1", "GetShortRun")]
    [InlineData("GET", "/v2/failure-analysis/insights", "GetInsights")]
    [InlineData("GET", "/v2/failure-analysis/insights/security", "GetInsightsSecurity")]
    [InlineData("GET", "/v2/failure-analysis/runs", "ListRuns")]
    [InlineData("GET", "/v2/failure-analysis/taxonomy/subcategories", "GetTaxonomySubcategories")]
    [InlineData("GET", "/v2/failure-analysis/taxonomy/tool_failures", "GetBucket")]
    [InlineData("GET", "/v2/failure-analysis/trends", "GetTrends")]
    [InlineData("GET", "/v2/failure-analysis/jobs/status", "GetShortRunStatus")]
    public void The_more_precise_route_has_a_path_that_two_routes_fit(string method, string path, string name) =>
        _table.Lookup.Find(method, path).Way!.Name.ShouldBe(name);

    [Theory]
    [InlineData("/V2/Failure-Analysis/RUNS/run_1", "run_1")]
    [InlineData("/v2/failure-analysis/runs/run_1/", "run_1")]
    [InlineData("/v2/failure-analysis/runs/Run_1", "Run_1")]
    public void Case_does_not_count_but_in_values_and_one_slash_may_stand_at_the_end(string path, string runId)
    {
        RouteMatch match = _table.Lookup.Find("GET", path);

        match.Way!.Name.ShouldBe("GetRun");
        match.Values["runId"].ShouldBe(runId);
    }

    [Theory]
    [InlineData("/v2/failure-analysis/datasets/p/gr%C3%B6%C3%9Fe%2Fx.csv", "größe/x.csv")]
    [InlineData("/v2/failure-analysis/datasets/p/a%20b%2fc.csv", "a b/c.csv")]
    [InlineData("/v2/failure-analysis/datasets/p/100%25.csv", "100%.csv")]
    [InlineData("/v2/failure-analysis/datasets/p/a+b.csv", "a+b.csv")]
    public void Values_are_what_was_meant_and_not_how_it_was_written(string sent, string name)
    {
        RouteMatch match = _table.Lookup.Find("PUT", PathString.FromUriComponent(sent));

        match.Operation!.Name.ShouldBe("UploadDataset");
        match.Values["project"].ShouldBe("p");
        match.Values["name"].ShouldBe(name);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v2")]
    [InlineData("/v2/failure-analysis")]
    [InlineData("/v2/failure-analysis/runs//")]
    [InlineData("//v2/failure-analysis/runs")]
    [InlineData("/v2/failure-analysis/runs/run_1/result/x")]
    [InlineData("/v2/failure-analysis/datasets/p")]
    [InlineData("/admin/host/status")]
    public void A_path_that_no_route_fits_has_no_methods_either(string path)
    {
        foreach (string method in (string[])["GET", "HEAD", "POST", "OPTIONS"])
        {
            _table.Lookup.Find(method, path).ShouldBe(RouteMatch.None);
        }
    }

    [Theory]
    [InlineData("POST", "/v2/failure-analysis/runs", "GET, HEAD, OPTIONS")]
    [InlineData("GET", "/v2/failure-analysis/analyze", "POST, OPTIONS")]
    [InlineData("DELETE", "/v2/failure-analysis/runs/count", "GET, HEAD, OPTIONS")]
    [InlineData("PUT", "/v2/failure-analysis/runs/run_1", "GET, HEAD, DELETE, OPTIONS")]
    [InlineData("HEAD", "/v2/failure-analysis/tags/tag_1", "PATCH, PUT, POST, OPTIONS")]
    [InlineData("OPTIONS", "/v2/auth/keys/key_1", "DELETE, OPTIONS")]
    [InlineData("BREW", "/healthz", "GET, HEAD, OPTIONS")]
    public void A_method_that_a_path_has_not_is_answered_with_those_that_it_has(
        string method,
        string path,
        string allowed)
    {
        RouteMatch match = _table.Lookup.Find(method, path);

        match.Operation.ShouldBeNull();
        match.Allow.ShouldBe(allowed);
    }

    [Fact]
    public void A_HEAD_is_the_GET_of_its_path() =>
        _table.Lookup.Find("HEAD", "/healthz").Way!.Name.ShouldBe("Healthz");

    [Fact]
    public void Two_operations_of_one_method_and_route_stop_the_start_whatever_their_parameters_are_called()
    {
        var operations = new Operations([new Group(("First", "runs/{runId}"), ("Second", "RUNS/{id}"))]);

        Should.Throw<InvalidOperationException>(() => new RouteLookup(operations))
            .Message.ShouldBe("Second and First are both GET /RUNS/{id}.");
    }

    [Fact]
    public void The_table_is_built_once() => _table.Lookup.ShouldBeSameAs(_table.Lookup);

    public void Dispose() => _table.Dispose();

    private sealed class Group(params (string Name, string Route)[] ways) : IOperationGroup
    {
        public ImmutableArray<Operation> Operations =>
        [
            .. ways.Select(way => new Operation(way.Name, "GET", way.Route, "", _ => throw new NotSupportedException())
            {
                Answer = BodyShape.Of("text/plain"),
            }),
        ];
    }
}
