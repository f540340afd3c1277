namespace Governance.Hostile;

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 when the connection ended without one.</param>
/// <param name="Head">Its headers as text.</param>
/// <param name="MediaType">Its content type, or empty.</param>
/// <param name="Body">Its body as text, or all that a connection said.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record Answer(int Status, string Head, string MediaType, string Body, double Milliseconds);
