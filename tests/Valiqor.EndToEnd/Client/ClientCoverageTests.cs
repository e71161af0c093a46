using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Client;

/// <summary>Holds the client to the table of operations: it can make every call, and makes no other.</summary>
public sealed class ClientCoverageTests
{
    /// <summary>Asked for without a client: what describes the API, its life, an exporter's route.</summary>
    private static readonly string[] NotForClients =
        ["Healthz", "GetOpenApi", "GetReference", "GetReferenceScript", "ExportTraces"];

    [Fact]
    public async Task The_client_makes_every_call_of_the_service_and_no_other()
    {
        using var table = new OperationTable();
        var calls = new CallRecorder();
        using var http = new HttpClient(calls);
        using var client = new ValiqorClient(
            http, new ClientOptions { BaseUrl = new Uri("http://localhost/"), ApiKey = "vq_none" });
        foreach (object part in Parts(client))
        {
            foreach (MethodInfo method in part.GetType().GetMethods().Where(IsCall))
            {
                await InvokeAsync(part, method);
            }
        }

        string[] made = [.. calls.Made.Select(call => OperationOf(call, table)).Distinct()];

        made.Where(name => name.Contains(' ', StringComparison.Ordinal)).ShouldBeEmpty("calls of no operation");
        IEnumerable<string> operations = table.Operations.All.Select(operation => operation.Name);
        made.ShouldBe(operations.Except(NotForClients), ignoreOrder: true);
    }

    private static IEnumerable<object> Parts(ValiqorClient client) =>
        from property in typeof(ValiqorClient).GetProperties()
        where property.PropertyType.Assembly == typeof(ValiqorClient).Assembly
        select property.GetValue(client);

    private static bool IsCall(MethodInfo method) =>
        !method.IsStatic && method.Name.EndsWith("Async", StringComparison.Ordinal);

    /// <summary>Calls a method with arguments of its types. What comes of it does not matter.</summary>
    private static async Task InvokeAsync(object part, MethodInfo method)
    {
        object?[] arguments = [.. method.GetParameters().Select(ArgumentOf)];
        try
        {
            object answer = method.Invoke(part, arguments)!;
            await (answer as Task ?? FirstAsync(answer, method.ReturnType.GenericTypeArguments[0]));
        }
        catch (ValiqorException)
        {
            // The recorder answers every call with a refusal.
        }
    }

    private static Task FirstAsync(object rows, Type type) => (Task)typeof(ClientCoverageTests)
        .GetMethod(nameof(FirstOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(type)
        .Invoke(null, [rows])!;

    private static async Task FirstOfAsync<T>(IAsyncEnumerable<T> rows) => await rows.FirstOrDefaultAsync();

    private static object? ArgumentOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => parameter.Name switch
        {
            "name" => "x.jsonl",
            "contentType" => "application/json",
            _ => "x",
        },
        var type when type == typeof(AnalyzeRequest) => Datasets.Body(Datasets.Good),
        var type when type == typeof(CreateKeyRequest) => new CreateKeyRequest { Name = "x" },
        var type when type == typeof(TagUpdate) => new TagUpdate { IsReviewed = true },
        var type when type == typeof(PlaygroundRequest) => new PlaygroundRequest { Input = "?", Output = "!" },
        var type when type == typeof(IReadOnlyList<string>) => (string[])["x", "y"],
        var type when type == typeof(IEnumerable<ScanUploadFile>) =>
            (ScanUploadFile[])[new("map.json", new MemoryStream("{}"u8.ToArray()))],
        var type when type == typeof(Stream) => new MemoryStream("{}"u8.ToArray()),
        var type when type == typeof(CancellationToken) => TestContext.Current.CancellationToken,
        _ when parameter.HasDefaultValue => parameter.DefaultValue,
        var type => throw new InvalidOperationException($"Say here what to give for a {type}."),
    };

    /// <summary>The operation that a host would choose: the route with the fewest parameters.</summary>
    private static string OperationOf(string call, OperationTable table)
    {
        foreach ((Operation operation, Alias way) in table.Ways.OrderBy(row => row.Way.Route.Count(c => c == '{')))
        {
            if (Matches(call.Split('/'), $"{way.Method} /{way.Route}".Split('/')))
            {
                return operation.Name;
            }
        }

        return call;
    }

    private static bool Matches(string[] call, string[] route) =>
        call.Length == route.Length
        && call.Zip(route).All(pair => pair.Second.StartsWith('{') || pair.First == pair.Second);

    private sealed class CallRecorder : HttpMessageHandler
    {
        public ConcurrentQueue<string> Made { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken)
        {
            Made.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)
            {
                Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            });
        }
    }
}
