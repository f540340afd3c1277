namespace Governance.Access;

/// <summary>The service must not start as it is set up.</summary>
public static class CannotStart
{
    /// <summary>The exception that ends the start; <paramref name="sentence"/> says what is wrong and the way out.</summary>
    public static Exception Because(string sentence) => new InvalidOperationException(sentence);
}
