using System.Text;

namespace Valiqor.Client;

/// <summary>
/// Where the service is and with which key to call it. <see cref="FromEnvironment"/> finds both outside the program.
/// </summary>
public sealed record ClientOptions
{
    /// <summary>The service's root, as <c>http://127.0.0.1:7071</c>; a path in it is kept.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>A key of the organization; null where only open operations are called.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// The project of every request that names none. A request that is to have none despite it gives an empty text.
    /// </summary>
    public string? DefaultProject { get; init; }

    /// <summary>
    /// The caller's own key for the judge model, sent with every run and every try of the playground that has none.
    /// </summary>
    public string? OpenaiApiKey { get; init; }

    /// <summary>
    /// How long one answer may take, uploads and started runs excepted: those end with their token alone.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The longest pause between two questions after a run that is waited for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than nothing.</exception>
    public TimeSpan PollInterval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>The clock for time-outs, polling and retries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Makes the key by which the service knows a start that is sent again, so that it comes to one run; null: a UUID
    /// of version 7.
    /// </summary>
    public Func<string>? NewIdempotencyKey { get; init; }

    /// <summary>
    /// Takes what <paramref name="given"/> leaves open from the environment (<c>VALIQOR_BASE_URL</c>,
    /// <c>VALIQOR_API_KEY</c>, <c>VALIQOR_PROJECT_NAME</c>, <c>VALIQOR_OPENAI_API_KEY</c>), else from the nearest
    /// <c>.valiqorrc</c> in the working directory or above it, else from the one in the home directory.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// An address or a key is nowhere, or something there cannot be read; the message says where and what to do.
    /// </exception>
    public static ClientOptions FromEnvironment(ClientSettings? given = null) =>
        ClientSettingsReader.OfProcess().Read(given).ToOptions();

    /// <summary>Without the keys, which must not reach a log.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(nameof(ClientOptions))
            .Append(" { BaseUrl = ").Append(BaseUrl)
            .Append(", ApiKey = ").Append(Secret.Mask(ApiKey))
            .Append(", DefaultProject = ").Append(DefaultProject)
            .Append(", OpenaiApiKey = ").Append(Secret.Mask(OpenaiApiKey))
            .Append(", RequestTimeout = ").Append(RequestTimeout)
            .Append(", PollInterval = ").Append(PollInterval);
        return text.Append(" }").ToString();
    }
}
