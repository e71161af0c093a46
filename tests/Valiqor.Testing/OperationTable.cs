using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service;
using Valiqor.Service.Door;

namespace Valiqor.Testing;

/// <summary>The operations as a host would get them, without a host and without storage.</summary>
internal sealed partial class OperationTable : IDisposable
{
    private readonly ServiceProvider _services;

    public OperationTable()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["Valiqor:AdminKey"] = "vq_a-key-that-no-request-of-this-test-uses",
            })
            .Build();
        _services = new ServiceCollection().AddLogging().AddValiqorService(configuration).BuildServiceProvider();
        Operations = _services.GetRequiredService<Operations>();
    }

    public Operations Operations { get; }

    /// <summary>Every way to call the service: operations and their aliases.</summary>
    public IEnumerable<(Operation Operation, Alias Way)> Ways => Operations.Ways;

    public RouteLookup Lookup => _services.GetRequiredService<RouteLookup>();

    public static IEnumerable<string> RouteParametersOf(string route) =>
        RouteParameters.Matches(route).Select(match => match.Groups[1].Value);

    public void Dispose() => _services.Dispose();

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex RouteParameters { get; }
}
