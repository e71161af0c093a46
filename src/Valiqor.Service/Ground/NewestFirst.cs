namespace Valiqor.Service.Ground;

/// <summary>Times that count down, so that the newest sorts first as text.</summary>
internal static class NewestFirst
{
    private const long Horizon = 0xFFFF_FFFF_FFFF;

    public static string Of(DateTimeOffset time) => $"{Horizon - time.ToUnixTimeMilliseconds():x12}";
}
