/* A disk that fails when it is told to: preloaded into a process under test (see faulty.py).
 *
 * Calls on files below the folder named by FAULT_FOLDER are counted; from the call that `fault_arm` names on, one
 * (or, if sticky, every one) returns the given error without doing anything. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long armed = 0, calls = 0;
static int code = 0, sticky = 0;

void fault_arm(long at, int error, int stays) { armed = at; code = error; sticky = stays; calls = 0; }
long fault_calls(void) { return calls; }

static int ours(const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    return armed && folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int ours_open(int descriptor) {
    char link[64], path[4096];
    if (!armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* Reading and removing need no space: a full disk refuses neither. */
static int fails(int counts, int takes_space) {
    if (!counts || (code == ENOSPC && !takes_space)) return 0;
    calls++;
    if (calls == armed || (sticky && calls > armed)) { errno = code; return 1; }
    return 0;
}

#define ON_DESCRIPTOR(type, name, parameters, arguments, space) \
    type name parameters { \
        static type (*real) parameters; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        return fails(ours_open(fd), space) ? -1 : real arguments; \
    }

ON_DESCRIPTOR(ssize_t, read, (int fd, void *b, size_t n), (fd, b, n), 0)
ON_DESCRIPTOR(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), 1)
ON_DESCRIPTOR(ssize_t, pread64, (int fd, void *b, size_t n, off64_t at), (fd, b, n, at), 0)
ON_DESCRIPTOR(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t at), (fd, b, n, at), 1)
ON_DESCRIPTOR(int, ftruncate64, (int fd, off64_t n), (fd, n), 1)
ON_DESCRIPTOR(int, fsync, (int fd), (fd), 1)
ON_DESCRIPTOR(int, fdatasync, (int fd), (fd), 1)

#define ON_PATH(name, parameters, arguments, path, space) \
    int name parameters { \
        static int (*real) parameters; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        return fails(ours(path), space) ? -1 : real arguments; \
    }

ON_PATH(rename, (const char *from, const char *to), (from, to), to, 1)
ON_PATH(link, (const char *from, const char *to), (from, to), to, 1)
ON_PATH(unlink, (const char *path), (path), path, 0)

int open64(const char *path, int flags, ...) {
    static int (*real)(const char *, int, ...);
    va_list more;
    va_start(more, flags);
    int mode = va_arg(more, int);
    va_end(more);
    if (!real) real = dlsym(RTLD_NEXT, "open64");
    return fails(ours(path), flags & O_CREAT) ? -1 : real(path, flags, mode);
}
