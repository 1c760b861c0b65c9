using Microsoft.AspNetCore.Routing;

namespace Prazo.Web.People;

internal static class PeopleApi
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        api.MapSessions();
        api.MapSetup();
        api.MapUsers();
        api.MapTeams();
        api.MapCustomers();
        api.MapKeys();
        Start.StartApi.MapStart(api);
        api.MapPrivacy();
    }
}
