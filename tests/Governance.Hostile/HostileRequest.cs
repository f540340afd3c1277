namespace Governance.Hostile;

/// <summary>One request, as it is to be sent; ids that only the service knows stand as <c>@@accountId@@</c> and its own number as <c>@@number@@</c>.</summary>
/// <param name="Number">Which one of its seed, from 0.</param>
/// <param name="Operation">Whose it is, such as <c>POST /policies</c>.</param>
/// <param name="Kind">Where it goes wrong, such as body or header.</param>
/// <param name="What">How it goes wrong, for a person.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query, as they are written.</param>
/// <param name="Person">Whose key is shown, or null.</param>
/// <param name="Headers">Headers besides that key, in order.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="Wire">All of the bytes of a connection, where the request is none; the key stands as <c>@@key@@</c>.</param>
public sealed record HostileRequest(int Number, string Operation, string Kind, string What, string Method, string Target, string? Person, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, byte[]? Wire = null)
{
    /// <summary>The request in words.</summary>
    public override string ToString() => $"#{Number} {Operation}, {Kind}: {What}";
}

/// <summary>What the generator has to know of a service besides its document.</summary>
/// <param name="People">Everybody with a key.</param>
/// <param name="WhoMay">Who may use an operation, such as <c>POST /policies</c>.</param>
public sealed record Circumstances(IReadOnlyList<string> People, IReadOnlyDictionary<string, IReadOnlyList<string>> WhoMay);
