namespace Governance.Fetching;

/// <summary>Why a link was not followed to an answer; public and stable, for they are recorded with observations.</summary>
public static class FetchReasons
{
    /// <summary>The link itself is refused: its scheme, port, user info, or form.</summary>
    public const string Link = "fetch.link";

    /// <summary>The host is an IP address in some notation, or no name that the public can resolve.</summary>
    public const string Host = "fetch.host";

    /// <summary>The host has no address.</summary>
    public const string NoSuchName = "fetch.no-such-name";

    /// <summary>The host's address could not be found out.</summary>
    public const string Resolve = "fetch.resolve";

    /// <summary>The host has an address that is not on the public internet.</summary>
    public const string NotPublic = "fetch.not-public";

    /// <summary>In the loopback world: an address that is not the world's.</summary>
    public const string OutsideWorld = "fetch.outside-world";

    /// <summary>No connection.</summary>
    public const string Connect = "fetch.connect";

    /// <summary>The certificate is not for this host, not from an authority, or not valid now.</summary>
    public const string Certificate = "fetch.certificate";

    /// <summary>The time to connect or the time in all ran out.</summary>
    public const string Time = "fetch.time";

    /// <summary>More redirects than are followed.</summary>
    public const string Hops = "fetch.hops";

    /// <summary>A redirect back to where it has been.</summary>
    public const string Loop = "fetch.loop";

    /// <summary>The body or the headers are over their bound.</summary>
    public const string Size = "fetch.size";

    /// <summary>A content coding that was not asked for, or a body that is not what its coding says.</summary>
    public const string Coding = "fetch.coding";

    /// <summary>A content type that is not one of those asked for.</summary>
    public const string Type = "fetch.type";

    /// <summary>An answer that is not HTTP, or that broke off.</summary>
    public const string Protocol = "fetch.protocol";
}
