package org.stepwise.kernel.internal.tx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A transaction's connection as persistence units see it: committing, rolling back and closing are the transaction's alone. */
record LentConnection(Connection real) implements InvocationHandler {
    Connection proxy() {
        return (Connection)
                Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        switch (method.getName()) {
            case "commit", "rollback", "close", "setAutoCommit":
                return null;
            default:
                try {
                    return method.invoke(real, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
        }
    }
}
