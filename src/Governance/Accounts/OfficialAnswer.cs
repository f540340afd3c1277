using System.Threading.RateLimiting;
using Governance.Platforms;
using Governance.Shared;
using Npgsql;

namespace Governance.Accounts;

/// <summary>Whether an address is one of the organisation's own, for anybody who asks. It tells nothing else.</summary>
/// <param name="Url">The canonical address, or the one asked when it is no account's.</param>
/// <param name="Official">Whether it is. False is: not known.</param>
/// <param name="Level">How much was shown of its control, 1 to 3; absent unless it is official.</param>
/// <param name="AsOf">When this was answered.</param>
/// <param name="ValidUntil">Up to when what was shown counts; absent unless it is official.</param>
public sealed record OfficialAnswer(string Url, bool Official, int? Level, DateTimeOffset AsOf, DateTimeOffset? ValidUntil)
{
    /// <summary>The name of the limit.</summary>
    public const string Limit = "official";

    /// <summary>The setting for how many questions one network address may ask in a minute.</summary>
    public const string PerMinuteSetting = "Official:RequestsPerMinute";

    /// <summary>The setting for whose accounts are told; absent: those of every organisation of this service.</summary>
    public const string OrganisationSetting = "Official:Organisation";

    private const int PerMinute = 120;

    private const string Sql = """
        select level, (data #>> '{account,verified,until}')::timestamptz from governance.mt_doc_registerline
        where address_key = $1 and ($2 is null or tenant_id = $2) and bears_handle and governed and data #>> '{account,profile,class}' <> 'personal'
        """;

    /// <summary>More than the limit.</summary>
    public static readonly Refusal Busy = new("official.too-many", "That is more than one address may ask in a minute. Ask again in a minute.");

    /// <summary>GET /official. Known are accounts that somebody answers for and whose control was shown, up to the day on which that ends.</summary>
    public static async Task<IResult> Get([FromQuery(Name = "url")] string url, PlatformShelf platforms, NpgsqlDataSource database, IConfiguration settings, TimeProvider clock, HttpContext http)
    {
        var now = clock.GetUtcNow();
        if (url.Length > 2048) return Problem.Reply(http, AccountRules.AddressUnreadable("Keep it to 2,048 characters."));
        if (platforms.Account(url).Address is not { } address) return Reply.Ok(new OfficialAnswer(url, false, null, now, null));
        await using var command = database.CreateCommand(Sql);
        command.Parameters.AddWithValue(address.Key);
        command.Parameters.Add(new() { Value = (object?)settings[OrganisationSetting] ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        while (await reader.ReadAsync(http.RequestAborted))
            if (reader.GetFieldValue<DateTimeOffset>(1) is var until && until > now) return Reply.Ok(new OfficialAnswer(address.Url, true, reader.GetInt32(0), now, until));
        return Reply.Ok(new OfficialAnswer(address.Url, false, null, now, null));
    }

    /// <summary>Adds the limit: so many questions a minute for each network address.</summary>
    public static void AddLimit(WebApplicationBuilder builder)
    {
        var most = builder.Configuration.GetValue(PerMinuteSetting, PerMinute);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Limit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
            limiter.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await Problem.Reply(rejected.HttpContext, StatusCodes.Status429TooManyRequests, Busy).ExecuteAsync(rejected.HttpContext);
            };
        });
    }
}
