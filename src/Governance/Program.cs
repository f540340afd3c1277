using Governance.Database;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddDatabase();
    await builder.Build().RunAsync();
    return 0;
}
catch (StartFailure failure)
{
    return failure.Report();
}

/// <summary>The service's entry point.</summary>
public partial class Program;
