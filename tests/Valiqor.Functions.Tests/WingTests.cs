using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests;

/// <summary>Holds the triggers' prefixes and the table of operations together.</summary>
public sealed class WingTests : IDisposable
{
    private const string Rest = "{*rest}";

    /// <summary>As the host tries them: by name.</summary>
    private static readonly Wing[] Wings =
    [
        .. from method in typeof(HttpTriggers).GetMethods()
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           let name = method.GetCustomAttribute<FunctionAttribute>()!.Name
           orderby name
           select new Wing(name, trigger.Route!, trigger.Methods!),
    ];

    private readonly OperationTable _table = new();

    /// <summary>A path of every route of the table.</summary>
    public static TheoryData<string, string, string> Paths()
    {
        using var table = new OperationTable();
        var paths = new TheoryData<string, string, string>();
        foreach ((Operation operation, Alias way) in table.Ways)
        {
            paths.Add(way.Name, way.Method, "/" + way.Route.Replace('{', 'a').Replace('}', 'z'));
        }

        return paths;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_route_is_found_by_the_lookup_and_reaches_it_by_the_trigger_of_its_wing(
        string name,
        string method,
        string path)
    {
        RouteMatch match = _table.Lookup.Find(method, path);

        match.Way!.Name.ShouldBe(name);
        match.Values.Keys.ShouldBe(OperationTable.RouteParametersOf(match.Way.Route), ignoreOrder: true);
        Wing[] fitting = [.. Wings.Where(wing => wing.Fits(path))];
        Wing first = fitting[0];
        first.ShouldBe(fitting.MinBy(wing => wing.Precedence), "The worker takes the most precise one.");
        path.ShouldStartWith("/" + first.Prefix);
        first.Methods.ShouldContain(method.ToLowerInvariant());
    }

    [Theory]
    [InlineData("/v2/failure-analysis/runs", "Runs")]
    [InlineData("/v2/failure-analysis/RUNS/", "Runs")]
    [InlineData("/v2/failure-analysis/runs/count", "Runs")]
    [InlineData("/v2/failure-analysis/taxonomy", "Taxonomy")]
    [InlineData("/v2/failure-analysis/taxonomy/subcategories", "Taxonomy")]
    [InlineData("/v2/failure-analysis/insights/security", "Insights")]
    [InlineData("/v2/failure-analysis/analyze", "Analyze")]
    [InlineData("/v2/failure-analysis/run_1/result", "Web")]
    [InlineData("/v2/failure-analysis/trends", "Web")]
    [InlineData("/healthz", "Web")]
    [InlineData("/", "Web")]
    public void A_path_reaches_the_trigger_of_its_wing(string path, string wing) =>
        Wings.First(one => one.Fits(path)).Name.ShouldBe(wing);

    [Fact]
    public void The_trigger_of_all_other_paths_comes_last_however_names_are_sorted()
    {
        Wing web = Wings.Single(wing => wing.Prefix.Length == 0);
        string[] others = [.. Wings.Select(wing => wing.Name).Where(name => name != web.Name)];

        others.ShouldAllBe(name => string.CompareOrdinal(name, web.Name) < 0);
        others.ShouldAllBe(name => string.Compare(name, web.Name, StringComparison.OrdinalIgnoreCase) < 0);
    }

    [Fact]
    public void No_wing_begins_with_the_prefix_of_another_or_of_the_hosts_own_paths()
    {
        string[] prefixes = [.. Wings.Where(wing => wing.Prefix.Length > 0).Select(wing => wing.Prefix)];

        prefixes.Length.ShouldBe(Wings.Length - 1);
        foreach (string prefix in prefixes)
        {
            prefixes.ShouldNotContain(other => other != prefix && $"{other}/".StartsWith($"{prefix}/"));
            prefix.ShouldNotStartWith("admin");
            prefix.ShouldNotStartWith("runtime");
        }
    }

    [Fact]
    public void Every_wing_has_operations_and_takes_any_method()
    {
        foreach (Wing wing in Wings)
        {
            _table.Ways.ShouldContain(way => way.Way.Route.StartsWith(wing.Prefix), wing.Name);
            wing.Methods.ShouldBe(["get", "head", "post", "put", "patch", "delete", "options"]);
        }
    }

    public void Dispose() => _table.Dispose();

    private sealed record Wing(string Name, string Route, string[] Methods)
    {
        private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(Route), []);

        public string Prefix => Route[..^Rest.Length].TrimEnd('/');

        public decimal Precedence => RoutePrecedence.ComputeInbound(TemplateParser.Parse(Route));

        public bool Fits(string path) => _matcher.TryMatch(path, []);
    }
}
