using System.Buffers;
using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using Microsoft.Extensions.Options;
using OpenAI.Chat;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// Sends one request and reads its answer, within the time for a try and the limit of an answer's size.
/// </summary>
internal sealed class ModelCalls(ModelPipelines pipelines, IOptions<ModelOptions> options, TimeProvider clock)
{
    /// <summary>Far more than any verdict has; a server without bounds does not fill the memory.</summary>
    internal const int MaxAnswerBytes = 2 * 1024 * 1024;

    private const int MaxErrorBytes = 64 * 1024;

    private const int ChunkBytes = 16 * 1024;

    internal async Task<TryOutcome> SendAsync(
        ModelEndpoint endpoint,
        ModelRequest request,
        Dialect dialect,
        CancellationToken cancellationToken)
    {
        byte[] body = RequestWriter.Write(endpoint.Model, request, dialect, options.Value);
        TimeSpan limit = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            ModelReply? reply = await ExchangeAsync(pipelines.Open(endpoint), body, either.Token);
            if (reply is null)
            {
                return TryOutcome.Failed(TooLarge());
            }

            var exchange = new Exchange(endpoint, request, dialect, reply);
            return reply.IsSuccess ? AnswerReader.Read(exchange, clock) : ErrorReader.Read(exchange, clock);
        }
        catch (AuthenticationFailedException)
        {
            return TryOutcome.Failed(new ModelFault(
                ModelFailure.Unauthorized,
                "The service has no identity to show to the provider: sign in, or give it a managed identity."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TryOutcome.Failed(TooLate(options.Value.TimeoutSeconds));
        }
        catch (Exception e) when (BrokenConnection(e) is { } broken)
        {
            return TryOutcome.Failed(Broken(broken));
        }
    }

    /// <returns>Null if the answer is longer than its limit.</returns>
    private static async Task<ModelReply?> ExchangeAsync(
        ChatClient client,
        byte[] body,
        CancellationToken cancellationToken)
    {
        using BinaryContent content = BinaryContent.Create(BinaryData.FromBytes(body));
        ClientResult result = await client.CompleteChatAsync(content, new RequestOptions
        {
            // Errors are read here as well, bounded, and nothing is buffered before its size is known.
            BufferResponse = false,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
            CancellationToken = cancellationToken,
        });
        using PipelineResponse response = result.GetRawResponse();
        bool isError = response.Status is < 200 or >= 300;
        (ReadOnlyMemory<byte> read, bool isWhole) = await ReadAsync(
            response.ContentStream, isError ? MaxErrorBytes : MaxAnswerBytes, cancellationToken);
        return isWhole || isError
            ? new ModelReply(response.Status, read, HeadersOf(response))
            : null;
    }

    private static async Task<(ReadOnlyMemory<byte> Read, bool IsWhole)> ReadAsync(
        Stream? stream,
        int limit,
        CancellationToken cancellationToken)
    {
        if (stream is null)
        {
            return (default, true);
        }

        var read = new ArrayBufferWriter<byte>(ChunkBytes);
        while (read.WrittenCount <= limit)
        {
            int count = await stream.ReadAsync(read.GetMemory(ChunkBytes)[..ChunkBytes], cancellationToken);
            if (count == 0)
            {
                return (read.WrittenMemory, true);
            }

            read.Advance(count);
        }

        return (read.WrittenMemory[..limit], false);
    }

    private static Dictionary<string, string> HeadersOf(PipelineResponse response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in response.Headers)
        {
            headers[name] = value;
        }

        return headers;
    }

    private static Exception? BrokenConnection(Exception e) => e switch
    {
        HttpRequestException or IOException => e,
        ClientResultException { InnerException: { } inner } => BrokenConnection(inner),
        _ => null,
    };

    private static ModelFault TooLarge() => new(
        ModelFailure.AnswerTooLarge,
        $"The model's answer is longer than {MaxAnswerBytes / (1024 * 1024)} MB and was cut off.");

    private static ModelFault TooLate(double seconds) =>
        new(ModelFailure.TimedOut, FormattableString.Invariant($"The model did not answer within {seconds:0.##} s."))
        {
            MayPass = true,
        };

    private static ModelFault Broken(Exception e)
    {
        HttpRequestError? error = e is HttpRequestException request ? request.HttpRequestError : null;
        return new ModelFault(ModelFailure.Unreachable, error switch
        {
            HttpRequestError.NameResolutionError => "The model cannot be reached: its host has no address.",
            HttpRequestError.ConnectionError => "The model cannot be reached: its address takes no connection.",
            HttpRequestError.SecureConnectionError => "The model cannot be reached: no secure connection comes about.",
            _ => "The connection to the model broke off.",
        })
        {
            MayPass = true,
        };
    }
}
