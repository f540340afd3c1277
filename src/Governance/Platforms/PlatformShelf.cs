namespace Governance.Platforms;

/// <summary>Every platform of <c>policies/platforms.yaml</c>, and how addresses there are read. Immutable and pure.</summary>
public sealed class PlatformShelf
{
    private const int LongestHandle = 300;
    private readonly Dictionary<string, Platform> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly PlatformHosts _hosts;

    internal PlatformShelf(IReadOnlyList<Platform> platforms)
    {
        All = platforms;
        _hosts = new PlatformHosts(platforms);
        foreach (var platform in platforms)
            foreach (var name in platform.Aliases.Prepend(platform.Name)) _byName.TryAdd(name, platform);
    }

    /// <summary>Every platform, in the order of the file.</summary>
    public IReadOnlyList<Platform> All { get; }

    /// <summary>The platform of that name or alias, in any case; null when there is none.</summary>
    public Platform? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads an address, or an account stated as <c>@user@host</c>. Never throws, whatever the text is.</summary>
    public AddressReading Read(string text)
    {
        text = (text ?? "").Trim(' ');
        if (Stated(text) is { } stated) return stated;
        if (WebAddress.Read(text, out var reason) is not { } address) return new AddressReading.Unreadable(reason);
        if (_hosts.Find(address.Host) is not { } home) return new AddressReading.UnknownPlatform(address.Host);
        if (home.Platform.Forms.Hashbang && address.Path == "/" && address.Fragment.StartsWith('!'))
        {
            if (address.Redirected(address.Fragment[1..], out reason) is not { } moved) return new AddressReading.Unreadable(reason);
            address = moved;
        }
        return Read(home, address with { Host = home.Host });
    }

    /// <summary>
    /// Reads a handle on a platform: as people write it (<c>Acme</c>, <c>@acme</c>), canonical (<c>company/acme</c>, <c>id:123</c>), or as an address there.
    /// Never throws, whatever the texts are.
    /// </summary>
    public AddressReading Read(string platform, string handle)
    {
        if (Find((platform ?? "").Trim(' ')) is not { } known) return new AddressReading.UnknownPlatform((platform ?? "").Trim(' '));
        var text = (handle ?? "").Trim(' ');
        if (text.Contains("://", StringComparison.Ordinal)) return On(known, Read(text));
        if (text.Length is 0 or > LongestHandle) return new AddressReading.Unreadable($"A handle has 1 to {LongestHandle} characters. {known.Handles}");
        var spelled = text.StartsWith('@') ? new[] { text, text[1..] } : [text];
        foreach (var spelling in spelled)
            foreach (var form in known.Forms.Accounts)
                foreach (var parts in form.Written(spelling))
                    if (Written(known, form, parts) is { } reading) return reading;
        return new AddressReading.NotAnAccount(known, $"This is no handle on {known.Title}. {known.Handles}");
    }

    /// <summary>
    /// Whether what a platform states as the author (a name, a number or an address) is this account. A token found somewhere is no proof without it.
    /// </summary>
    public bool IsAuthor(AccountAddress address, string? stated)
    {
        if (Find(address.Platform) is not { } platform || string.IsNullOrWhiteSpace(stated)) return false;
        if (stated.Contains("://", StringComparison.Ordinal)) return Read(stated) is AddressReading.Account found && found.Address.Key == address.Key;
        if (Read(platform.Name, stated) is AddressReading.Account named && named.Address.Key == address.Key) return true;
        var name = address.Handle[(address.Handle.LastIndexOf('/') + 1)..];
        if (name.IndexOf('@', StringComparison.Ordinal) is var host and > 0) name = name[..host];
        if (address.PlatformId is { } id) return id.Split('@')[0] == stated;
        return string.Equals(name, stated, platform.FoldsCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    /// <summary>The other platform's name for an account of one that was not asked for.</summary>
    private static AddressReading On(Platform asked, AddressReading reading) => reading switch
    {
        AddressReading.Account account when account.Platform.Name != asked.Name =>
            new AddressReading.NotAnAccount(asked, $"This is an account on {account.Platform.Title}, not on {asked.Title}: name the platform that it is on."),
        AddressReading.NotAnAccount other when other.Platform.Name != asked.Name =>
            new AddressReading.NotAnAccount(asked, $"This is a page of {other.Platform.Title}, not of {asked.Title}. {other.Reason}"),
        _ => reading,
    };

    private AddressReading? Written(Platform platform, AccountForm form, AddressParts parts)
    {
        var there = Rehomed(platform, parts);
        if (Canonical(platform, form, there, "") is not { } address) return null;
        // Its own address says whether the word is one the platform keeps for itself, such as `share`.
        return there.Domain is { } domain && _hosts.Find(domain.ToLowerInvariant()) is null ? new AddressReading.Account(address, platform) : Read(address.Url);
    }

    private AddressReading? Stated(string text)
    {
        var account = text.StartsWith("acct:", StringComparison.OrdinalIgnoreCase) ? text[5..] : text.StartsWith('@') ? text[1..] : null;
        if (account?.Split('@') is not [_, var host] || All.FirstOrDefault(platform => platform.Forms.Federated) is not { } federated) return null;
        if (!WebAddress.IsHost(host.ToLowerInvariant())) return new AddressReading.Unreadable($"`@name@host` names an account in the fediverse, and this host is none. {federated.Handles}");
        if (_hosts.Find(host.ToLowerInvariant()) is { } home && home.Platform != federated)
            return new AddressReading.Unreadable($"`@name@host` names an account in the fediverse, and this host is {home.Platform.Title}'s. Give the account's own address there.");
        return Read(federated.Name, account);
    }

    private AddressReading Read(PlatformHome home, WebAddress address)
    {
        var platform = home.Platform;
        var illegal = false;
        // An id says itself that it is one; a word can be the platform's own, such as `share`, before it can be somebody's.
        if (Account(ids: true) is { } byId) return byId;
        if (Page(platform.Forms.Others) is { } page) return new AddressReading.NotAnAccount(platform, page.Why);
        if (Account(ids: false) is { } byName) return byName;
        if (illegal) return new AddressReading.NotAnAccount(platform, $"No account on {platform.Title} can have this name. {platform.Handles}");
        return new AddressReading.NotAnAccount(platform, Page(platform.Forms.Otherwise)?.Why ??
            $"This is a page of {platform.Title}, but not in a form that an account's address has there. Give one such as {platform.Forms.Example}.");

        AddressParts? Found(AddressTemplate template) => template.Host is null && !home.Listed ? null : template.Match(address);

        OtherPage? Page(IReadOnlyList<OtherPage> pages) => pages.FirstOrDefault(page => page.From.Any(template => Found(template) is not null));

        AddressReading? Account(bool ids)
        {
            foreach (var form in platform.Forms.Accounts.Where(form => form.IsId == ids))
                foreach (var parts in form.From.Select(Found).OfType<AddressParts>())
                {
                    if (Canonical(platform, form, Rehomed(platform, parts), address.Host) is { } account) return new AddressReading.Account(account, platform);
                    illegal = true;
                }
            return null;
        }
    }

    /// <summary>The parts with the host that they name in its listed form; nameless when the host is another platform's.</summary>
    private AddressParts Rehomed(Platform platform, AddressParts parts) => parts.Domain is not { } domain ? parts : _hosts.Find(domain.ToLowerInvariant()) switch
    {
        { } home when home.Platform == platform => parts with { Domain = home.Host },
        null when platform.Forms.Federated => parts,
        _ => parts with { Domain = "" },
    };

    private static AccountAddress? Canonical(Platform platform, AccountForm form, AddressParts parts, string host)
    {
        if (parts.Handle is { } raw && (raw.Length > platform.MaxLength || !form.Handle.IsMatch(raw))) return null;
        var handle = parts.Handle is null ? null : string.Concat(parts.Handle.Where(letter => !platform.Ignores.Contains(letter)));
        if (handle is not null && platform.FoldsCase) handle = handle.ToLowerInvariant();
        if (handle is not null && !form.Handle.IsMatch(handle)) return null;
        if (parts.Id is { } id && platform.Forms.Id?.IsMatch(id) != true) return null;
        var at = (parts.Domain ?? host).ToLowerInvariant();
        if (form.As.Contains("{host}", StringComparison.Ordinal) && !WebAddress.IsHost(at)) return null;
        var canonical = Fill(form.As);
        return new(platform.Name, canonical, Fill(form.Url),
            canonical.StartsWith(PlatformForms.IdPrefix, StringComparison.Ordinal) ? canonical[PlatformForms.IdPrefix.Length..] : null);

        string Fill(string template) => template.Replace("{handle}", handle, StringComparison.Ordinal).Replace("{id}", parts.Id, StringComparison.Ordinal).Replace("{host}", at, StringComparison.Ordinal);
    }
}
