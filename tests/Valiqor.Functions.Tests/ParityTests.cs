using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Valiqor.Service;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests;

/// <summary>Holds the Functions host to the service; <see cref="WingTests"/> hold what it offers by HTTP.</summary>
public sealed class ParityTests
{
    private static readonly MethodInfo[] Triggers =
    [
        .. from type in typeof(DatasetTriggers).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.IsDefined(typeof(FunctionAttribute))
           select method,
    ];

    [Fact]
    public void Every_trigger_leaves_the_key_check_to_the_operation() =>
        Bindings<HttpTriggerAttribute>()
            .ShouldAllBe(binding => binding.Trigger.AuthLevel == AuthorizationLevel.Anonymous);

    [Fact]
    public void Activities_have_the_same_names_inputs_and_results_on_both_sides()
    {
        IEnumerable<string> activities =
            from field in typeof(RunActivities).GetFields(BindingFlags.Public | BindingFlags.Static)
            let type = field.FieldType
            where type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Activity<,>)
            let name = (string)type.GetProperty("Name")!.GetValue(field.GetValue(null))!
            let result = typeof(Task<>).MakeGenericType(type.GenericTypeArguments[1])
            select $"{name}: {type.GenericTypeArguments[0]} -> {result}";
        IEnumerable<string> triggers =
            from binding in Bindings<ActivityTriggerAttribute>()
            select $"{binding.Function}: {binding.Parameter.ParameterType} -> {binding.Method.ReturnType}";

        triggers.ShouldBe(activities, ignoreOrder: true);
    }

    [Fact]
    public void The_orchestrator_has_the_name_that_runs_are_started_under()
    {
        Binding<OrchestrationTriggerAttribute> orchestrator =
            Bindings<OrchestrationTriggerAttribute>().ShouldHaveSingleItem();

        orchestrator.Function.ShouldBe(RunWorkflow.Name);
        orchestrator.Parameter.ParameterType.ShouldBe(typeof(TaskOrchestrationContext));
        orchestrator.Method.GetParameters()[1].ParameterType.ShouldBe(typeof(RunCursor));
    }

    [Fact]
    public void Datasets_are_noticed_by_polling_or_by_event_wherever_they_lie_in_the_container()
    {
        IEnumerable<string> triggers =
            from binding in Bindings<BlobTriggerAttribute>()
            let trigger = binding.Trigger
            select $"{binding.Function}: {trigger.BlobPath} {trigger.Source} {trigger.Connection}";

        triggers.ShouldBe(
            [
                $"DatasetDropped: {Layout.DatasetContainer}/{{name}} LogsAndContainerScan {StorageAccount.HostSetting}",
                $"DatasetDroppedEvent: {Layout.DatasetContainer}/{{name}} EventGrid {StorageAccount.HostSetting}",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Digests_and_keys_left_behind_are_looked_for_by_the_clock_and_not_whenever_a_host_starts()
    {
        IEnumerable<string> timers =
            from binding in Bindings<TimerTriggerAttribute>()
            select $"{binding.Function}: {binding.Trigger.Schedule} {binding.Trigger.RunOnStartup}";

        timers.ShouldBe(["DigestTick: 0 */5 * * * * False", "SweepRunKeys: 0 */15 * * * * False"], ignoreOrder: true);
    }

    [Fact]
    public void Every_function_has_one_trigger_and_a_name_of_its_own()
    {
        string[] names = [.. Triggers.Select(NameOf)];

        names.ShouldBeUnique();
        names.Length.ShouldBe(
            Bindings<HttpTriggerAttribute>().Count() + Bindings<BlobTriggerAttribute>().Count()
            + Bindings<ActivityTriggerAttribute>().Count() + Bindings<OrchestrationTriggerAttribute>().Count()
            + Bindings<TimerTriggerAttribute>().Count());
    }

    [Fact]
    public void The_host_adds_nothing_to_routes_and_keeps_runs_in_a_hub_of_their_own()
    {
        using JsonDocument host = Read("host.json");
        JsonElement extensions = host.RootElement.GetProperty("extensions");

        extensions.GetProperty("http").GetProperty("routePrefix").GetString().ShouldBe("");
        extensions.GetProperty("durableTask").GetProperty("hubName").GetString().ShouldBe("ValiqorHub");
    }

    [Fact]
    public void The_sample_of_local_settings_starts_the_host_on_Azurite_without_events()
    {
        using JsonDocument sample = Read("local.settings.sample.json");
        Dictionary<string, string> values = sample.RootElement.GetProperty("Values")
            .Deserialize<Dictionary<string, string>>()!;

        values["FUNCTIONS_WORKER_RUNTIME"].ShouldBe("dotnet-isolated");
        values[StorageAccount.HostSetting].ShouldBe("UseDevelopmentStorage=true");
        values["AzureWebJobs.DatasetDroppedEvent.Disabled"].ShouldBe("true");
        var options = new ValiqorOptions { AdminKey = values["Valiqor__AdminKey"] };
        new ValiqorOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
        values["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"].ShouldBe($"{options.MaxUploadBytes}");
    }

    private static IEnumerable<Binding<TTrigger>> Bindings<TTrigger>()
        where TTrigger : Attribute =>
        from method in Triggers
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<TTrigger>()
        where trigger is not null
        select new Binding<TTrigger>(NameOf(method), method, parameter, trigger);

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Repository.File(file)));

    private sealed record Binding<TTrigger>(
        string Function,
        MethodInfo Method,
        ParameterInfo Parameter,
        TTrigger Trigger);
}
