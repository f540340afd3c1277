using Governance.Access;
using Governance.Directory;
using Governance.Hosting;
using Governance.Policies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(new OrganisationSettings(Path.Combine(AppContext.BaseDirectory, "policies", "directory.yaml"), Path.Combine(AppContext.BaseDirectory, "policies", "flows")));
builder.AddStore(builder.Configuration.GetConnectionString("Governance")!);
builder.AddAccess();
builder.AddDirectory();
builder.AddPolicies();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapAccess();
app.MapDirectory();
app.RefuseUnlistedRoutes();
await app.RunAsync();

/// <summary>The service's entry point.</summary>
public partial class Program;
