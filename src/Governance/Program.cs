using Governance.CommandLine;
using Governance.Database;
using Governance.Hosting;
using JasperFx;

if (!WrittenHandlers.AreAskedBy(args) && Commands.AreAskedBy(args)) return await Commands.Run(args);

try
{
    var app = WebApplication.CreateBuilder(args).AddFeatures().Build().MapFeatures();
    if (WrittenHandlers.AreAskedBy(args)) return await app.RunJasperFxCommands(args);
    await app.RunAsync();
    return 0;
}
catch (StartFailure failure)
{
    return failure.Report();
}

/// <summary>The service's entry point.</summary>
public partial class Program;
