namespace Governance.Verify;

/// <summary>Where long work stands, told a few times a second and only to somebody who watches.</summary>
/// <param name="show">Shows a line; null when nobody watches.</param>
public sealed class Progress(Action<string>? show)
{
    private const long Pause = 200;
    private long _last;

    /// <summary>Nobody watches.</summary>
    public static Progress None { get; } = new(null);

    /// <summary>So many of so many are done.</summary>
    public void Report(string what, long done, long all)
    {
        if (show is null || Environment.TickCount64 - _last < Pause) return;
        _last = Environment.TickCount64;
        show($"{what}: {done:N0} of {all:N0}");
    }
}
