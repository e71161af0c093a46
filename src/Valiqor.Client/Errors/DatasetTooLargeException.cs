namespace Valiqor.Client;

/// <summary>The dataset is larger than the service takes (413).</summary>
public sealed class DatasetTooLargeException(string message, Problem? problem = null, Exception? inner = null)
    : ValidationException(message, problem, inner);
