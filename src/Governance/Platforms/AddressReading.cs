namespace Governance.Platforms;

/// <summary>What an address turned out to be. Closed: these four and no others.</summary>
public abstract record AddressReading
{
    private AddressReading() { }

    /// <summary>An account.</summary>
    /// <param name="Address">Its canonical address.</param>
    /// <param name="Platform">Where it lives.</param>
    public sealed record Account(AccountAddress Address, Platform Platform) : AddressReading;

    /// <summary>A page of a known platform that is no account, such as a post, a search or a share link.</summary>
    /// <param name="Platform">Whose page it is.</param>
    /// <param name="Reason">One sentence or two for people: what it is, and what to give instead.</param>
    public sealed record NotAnAccount(Platform Platform, string Reason) : AddressReading;

    /// <summary>A well-formed address of no platform in the file. Nothing is guessed from what its host looks like.</summary>
    /// <param name="Host">The host in lower case, or the platform's name as it was asked for.</param>
    public sealed record UnknownPlatform(string Host) : AddressReading;

    /// <summary>Text that is no address, or an address written so that people and machines could read it differently.</summary>
    /// <param name="Reason">One sentence or two for people.</param>
    public sealed record Unreadable(string Reason) : AddressReading;
}
