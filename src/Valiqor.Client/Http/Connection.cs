using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Valiqor.Client.Http;

/// <summary>
/// Sends requests with the key and reads answers; every failure leaves it as a <see cref="ValiqorException"/>.
/// </summary>
internal sealed class Connection(HttpClient http, ClientOptions options)
{
    // By which the service's operators know who calls.
    private readonly ProductInfoHeaderValue _agent =
        new("Valiqor.Client", typeof(Connection).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly Uri _root = options.BaseUrl.AbsoluteUri.EndsWith('/')
        ? options.BaseUrl
        : new Uri(options.BaseUrl.AbsoluteUri + "/");

    public TimeProvider Time => options.TimeProvider;

    public TimeSpan PollInterval => options.PollInterval;

    public string? OpenaiApiKey => options.OpenaiApiKey;

    /// <summary>An HTTP client with connections of its own and with retries.</summary>
    public static HttpClient CreateHttp(ClientOptions options)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = DecompressionMethods.All,
        };
        return new HttpClient(new RetryHandler(options.TimeProvider) { InnerHandler = sockets })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        return await CallAsync(request, (response, token) => ReadAsync(response, type, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Sends a JSON body and reads the JSON of the answer.</summary>
    public async Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method,
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Address(path))
        {
            Content = JsonContent.Create(body, bodyType),
        };
        return await CallAsync(request, (response, token) => ReadAsync(response, answerType, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Sends, and has a success read whole, within the options' time.</summary>
    public Task<T> CallAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        CallAsync(request, read, options.RequestTimeout, cancellationToken);

    /// <summary>Sends what may take as long as it takes.</summary>
    public Task<T> CallAtLengthAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        CallAsync(request, read, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Reads a bare array element by element, while it arrives.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string path,
        JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        using HttpResponseMessage response = await GuardAsync(
            token => SendAsync(request, token),
            options.RequestTimeout,
            cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<T?> elements = response.Content.ReadFromJsonAsAsyncEnumerable(type, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (elements.ConfigureAwait(false))
        {
            while (await GuardAsync(
                async _ => await elements.MoveNextAsync().ConfigureAwait(false),
                Timeout.InfiniteTimeSpan,
                cancellationToken).ConfigureAwait(false))
            {
                yield return elements.Current ?? throw Malformed(null);
            }
        }
    }

    public static async Task<T> ReadAsync<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
            ?? throw Malformed(null);

    public Uri Address(string path) => new(_root, path);

    /// <summary>The project that a request names, else the options'; null where an empty text asks for none.</summary>
    public string? ProjectOf(string? named) => (named ?? options.DefaultProject) is { Length: > 0 } project
        ? project
        : null;

    public string NewIdempotencyKey() =>
        options.NewIdempotencyKey?.Invoke() ?? Guid.CreateVersion7(Time.GetUtcNow()).ToString("N");

    private Task<T> CallAsync<T>(
        HttpRequestMessage request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        TimeSpan limit,
        CancellationToken cancellationToken) =>
        GuardAsync(
            async token =>
            {
                using HttpResponseMessage response = await SendAsync(request, token).ConfigureAwait(false);
                return await read(response, token).ConfigureAwait(false);
            },
            limit,
            cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.ApiKey is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        request.Headers.UserAgent.Add(_agent);
        HttpResponseMessage response = await http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ProblemReader.ReadAsync(response, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> GuardAsync<T>(
        Func<CancellationToken, Task<T>> work,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServiceUnavailableException($"{_root} did not answer in time.", null, e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new ServiceUnavailableException($"{_root} cannot be reached: {Innermost(e)}.", null, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ServiceUnavailableException($"The connection to {_root} broke: {Innermost(e)}.", null, e);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Malformed(e);
        }
    }

    private static string Innermost(Exception e) => e.GetBaseException().Message.TrimEnd('.');

    private static ServiceUnavailableException Malformed(Exception? inner) =>
        new("The service answered with something other than the JSON that was expected.", null, inner);
}
