using System.Diagnostics;
using Marten;

namespace Governance.Shared;

/// <summary>Who, for whom and why: the metadata that every event carries.</summary>
/// <param name="Actor">The person or the part of the service that acted.</param>
/// <param name="OnBehalfOf">For whom, when not for oneself.</param>
/// <param name="Correlation">Ties together all that followed from one call.</param>
/// <param name="Causation">What led to this directly: a call, a message, an event.</param>
/// <param name="Credential">What the actor showed, such as <c>key:abc</c>; null inside the service.</param>
public sealed record Origin(string Actor, string? OnBehalfOf, string Correlation, string Causation, string? Credential = null)
{
    /// <summary>The header of an event that names the person somebody acted for.</summary>
    public const string OnBehalfOfHeader = "on-behalf-of";

    /// <summary>The header of an event that names the credential.</summary>
    public const string CredentialHeader = "credential";

    /// <summary>The request header by which a client ties its calls together; up to 128 visible ASCII characters.</summary>
    public const string CorrelationRequestHeader = "X-Correlation-Id";

    /// <summary>The origin of what an HTTP request causes.</summary>
    public static Origin Of(HttpContext http, Caller caller)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        var asked = http.Request.Headers[CorrelationRequestHeader].ToString();
        var correlation = asked.Length is > 0 and <= 128 && asked.All(c => c is > ' ' and <= '~') ? asked : trace;
        return new Origin(caller.Person, null, correlation, $"call:{trace}", caller.Credential);
    }

    /// <summary>The origin of what the passing of time causes: <paramref name="fact"/> is what set the timer.</summary>
    public static Origin OfClock(string fact, string correlation) => new(Caller.Clock, null, correlation, fact);

    /// <summary>Writes the metadata on everything that the session will save.</summary>
    public void Stamp(IDocumentSession session)
    {
        session.LastModifiedBy = Actor;
        session.CorrelationId = Correlation;
        session.CausationId = Causation;
        if (OnBehalfOf is not null) session.SetHeader(OnBehalfOfHeader, OnBehalfOf);
        if (Credential is not null) session.SetHeader(CredentialHeader, Credential);
    }
}
