using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Valiqor.Service.Models.Pace;

/// <summary>One pace for each endpoint and key of this process: what providers limit are accounts.</summary>
internal sealed class PaceBook(IOptions<ModelOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>With more, those that nobody uses are let go.</summary>
    private const int Many = 256;

    private readonly ConcurrentDictionary<ModelEndpoint, ModelPace> _paces = new();

    public void Dispose()
    {
        foreach (ModelPace pace in _paces.Values)
        {
            pace.Dispose();
        }
    }

    internal ModelPace Of(ModelEndpoint endpoint)
    {
        if (_paces.Count > Many)
        {
            foreach ((ModelEndpoint other, ModelPace idle) in _paces.Where(pace => pace.Value.IsIdle))
            {
                _paces.TryRemove(KeyValuePair.Create(other, idle));
            }
        }

        return _paces.GetOrAdd(endpoint, _ => new ModelPace(options.Value, clock));
    }
}
