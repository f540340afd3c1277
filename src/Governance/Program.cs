var app = WebApplication.CreateBuilder(args).Build();
await app.RunAsync();

/// <summary>The service's entry point.</summary>
public partial class Program;
