using System.Text.Json;

namespace Valiqor.Conventions.Tests.Infra;

/// <summary>The infrastructure as Azure would be given it, compiled once for all tests.</summary>
public sealed class CompiledTemplate : IAsyncLifetime
{
    public const string Source = "infra/main.bicep";

    private BicepRun? _build;

    public async ValueTask InitializeAsync()
    {
        if (Bicep.Runs)
        {
            _build = await Bicep.RunAsync(TestContext.Current.CancellationToken, "build", Source, "--stdout");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The resources of a type, in the template and its modules, that are made and not only named.</summary>
    public JsonElement[] Resources(string type) =>
    [
        .. from resources in All("resources")
           from resource in resources.EnumerateObject()
           where resource.Value.GetProperty("type").GetString() == type
           where !(resource.Value.TryGetProperty("existing", out JsonElement existing) && existing.GetBoolean())
           select resource.Value,
    ];

    /// <summary>Every object of a name, in the template and its modules.</summary>
    public IEnumerable<JsonElement> All(string name)
    {
        Assert.SkipUnless(Bicep.Runs, Bicep.WhyNot);
        _build!.Errors.ShouldBeEmpty();
        _build.ExitCode.ShouldBe(0);
        return All(JsonElement.Parse(_build.Output), name);
    }

    private static IEnumerable<JsonElement> All(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == name && property.Value.ValueKind == JsonValueKind.Object
                ? All(property.Value, name).Prepend(property.Value)
                : All(property.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => All(item, name)),
        _ => [],
    };
}
