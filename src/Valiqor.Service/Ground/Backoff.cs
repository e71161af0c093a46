using System.Security.Cryptography;

namespace Valiqor.Service.Ground;

/// <summary>How often and how patiently a write is tried again that others were faster than.</summary>
/// <param name="Tries">All tries together, the first included.</param>
/// <param name="FirstWait">What the wait after the first try is shorter than; it doubles with each try.</param>
/// <param name="LongestWait">What no wait is longer than.</param>
internal readonly record struct Backoff(int Tries, TimeSpan FirstWait, TimeSpan LongestWait)
{
    private const int Steps = 1_000;

    /// <param name="tries">How many have been made.</param>
    public bool IsOver(int tries) => tries >= Tries;

    /// <summary>Waits for anything up to twice as long as before, so that rivals part company.</summary>
    /// <param name="tries">How many have been made, from 1.</param>
    public Task WaitAsync(int tries, TimeProvider clock, CancellationToken cancellationToken)
    {
        double longest = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, tries - 1), LongestWait.TotalMilliseconds);
        double wait = longest * RandomNumberGenerator.GetInt32(Steps) / Steps;
        return Task.Delay(TimeSpan.FromMilliseconds(wait), clock, cancellationToken);
    }
}
